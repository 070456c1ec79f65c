package dev.keyshelf.domain.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.iso",
        ".profile",
        "Windows Server 2019 (x64) [en-US] #1.iso",
        "it's 100%; a & b.iso",
        "标准版.iso",
        "שלום.iso",
        "disc 😀.iso",
        "CONSOLE.iso",
        "my CON.iso",
        "COM10.iso",
        "COM.iso",
        "nul-device.iso",
        "a..iso"
      })
  void acceptsNamesThatEverySystemStoresUnchanged(String name) {
    assertThat(FileName.fault(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CON",
        "CON.iso",
        "con.ISO",
        "Con .iso",
        "PRN.txt",
        "aux.tar.gz",
        "NUL.",
        "nul",
        "COM0.txt",
        "COM1.iso",
        "lpt9.log",
        "COM\u00b9.iso",
        "LPT\u00b2",
        "lpt\u00b3.txt",
        "CONIN$",
        "conout$.log"
      })
  void refusesTheNamesOfDevices(String name) {
    assertThat(FileName.fault(name)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a:b?.iso",
        "a<b.iso",
        "a>b.iso",
        "a:b.iso",
        "\"a\".iso",
        "a/b.iso",
        "a\\b.iso",
        "a|b.iso",
        "a?.iso",
        "a*.iso",
        "a\u0000.iso",
        "a\u001fb.iso",
        "a\r\nSet-Cookie: b"
      })
  void refusesCharactersThatWindowsCannotStore(String name) {
    assertThat(FileName.fault(name)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a.iso ", " a.iso", "a.", "a.iso.", "a. ", ".", "..", "..."})
  void refusesDotsAndBlanksThatSystemsRemove(String name) {
    assertThat(FileName.fault(name)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"setup\u202Eosi.exe", "a\u2066b.iso", "a\u200Bb.iso", "a\u2028b", "a\uD800"})
  void refusesDeceptiveNames(String name) {
    assertThat(FileName.fault(name)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      textBlock =
          """
          CON.iso  ; 'CON.iso' names a device on Windows, with any extension
          a:b?.iso ; a file's name must hold none of < > : " / \\ | ? *
          a.       ; a file's name must not end with a dot, since Windows removes it
          """)
  void saysWhatWouldBeRight(String name, String why) {
    assertThat(FileName.fault(name)).hasValueSatisfying(fault -> assertThat(fault).contains(why));
  }

  @Test
  void limitsANameTo255BytesOfUtf8() {
    assertThat(FileName.fault("标".repeat(85))).isEmpty();
    assertThat(FileName.fault("标".repeat(85) + "a")).isPresent();
  }
}
