package dev.keyshelf.http;

import static dev.keyshelf.http.Requests.withHeader;
import static dev.keyshelf.http.Requests.withQuery;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "TEXT/HTML",
        "application/json, text/html",
        "text/html;q=0.1",
        "text/html; q=0.001",
        "application/xhtml+xml,text/html;level=1,*/*;q=0.8",
        "application/json;profile=\"a,b\" , text/html",
        "text/html;charset=\"utf-8\";",
        "image/gif, text/html; q=.2"
      })
  void namesAMediaType(String header) {
    assertThat(Accept.names(header, "text/html")).isTrue();
    assertThat(withHeader("accept", header).accepts("text/html")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*/*",
        "text/*",
        "text/htmlx",
        "text/plain",
        "text/html;q=0",
        "text/html; q=0.000",
        "application/json;profile=\"a,text/html\""
      })
  void doesNotNameAnother(String header) {
    assertThat(Accept.names(header, "text/html")).isFalse();
    assertThat(withHeader("accept", header).accepts("text/html")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "text/*", "*/*", "application/json, text/*;q=0.5"})
  void allowsAMediaTypeByItsRange(String header) {
    assertThat(Accept.allows(header, "text/html")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "application/*",
        "*/*;q=0",
        "text/*;q=0",
        "application/xml",
        "*/*, text/html;q=0",
        "*/*, text/*;q=0",
        "text/html;q=0, text/*"
      })
  void doesNotAllowAnother(String header) {
    assertThat(Accept.allows(header, "text/html")).isFalse();
  }

  @Test
  void namesNothingWhenItIsAbsent() {
    assertThat(withQuery(Map.of()).accepts("text/html")).isFalse();
  }
}
