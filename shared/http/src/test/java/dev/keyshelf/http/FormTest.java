package dev.keyshelf.http;

import static dev.keyshelf.http.Requests.withBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
  @Test
  void holdsAFieldAmongOthers() {
    assertThat(Form.field(form("a=1&download=xyz&b=2"), "download")).contains("xyz");
  }

  @Test
  void decodesAField() {
    assertThat(Form.field(form("download=a+b%2Bc%C3%BC"), "download")).contains("a b+c\u00fc");
  }

  @Test
  void returnsTheFirstOfTwo() {
    assertThat(Form.field(form("download=1&download=2"), "download")).contains("1");
  }

  @Test
  void hasNoFieldOfAnotherName() {
    assertThat(Form.field(form("downloads=1&xdownload=2&download"), "download")).isEmpty();
  }

  @Test
  void hasNoFieldWhenItIsEmpty() {
    assertThat(Form.field(form(""), "download")).isEmpty();
  }

  @Test
  void keepsWhatCannotBeDecoded() {
    assertThat(Form.field(form("download=%zz"), "download")).contains("%zz");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "Application/X-WWW-Form-Urlencoded; charset=UTF-8",
        "application/x-www-form-urlencoded;charset=utf-8",
        "application/x-www-form-urlencoded; charset=\"utf-8\";"
      })
  void isReadByItsContentType(String contentType) {
    assertThat(Form.field(sent("download=1", contentType), "download")).contains("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "application/json", "multipart/form-data", "text/plain"})
  void isRefusedWithAnotherContentType(String contentType) {
    var request = sent("download=1", contentType);

    assertThat(
            catchThrowableOfType(ProblemException.class, () -> Form.field(request, "download"))
                .problem()
                .status())
        .isEqualTo(415);
  }

  @Test
  void needsNoContentTypeWhenItIsEmpty() {
    assertThat(Form.field(sent("", "text/plain"), "download")).isEmpty();
  }

  @Test
  void hasAtMost4Kibibytes() {
    var most = "download=" + "a".repeat(4 * 1024 - "download=".length());

    assertThat(Form.field(form(most), "download")).isPresent();
    assertThat(
            catchThrowableOfType(
                    ProblemException.class, () -> Form.field(form(most + "a"), "download"))
                .problem()
                .status())
        .isEqualTo(413);
  }

  private static Request form(String body) {
    return sent(body, "application/x-www-form-urlencoded");
  }

  private static Request sent(String body, String contentType) {
    return withBody(body.getBytes(StandardCharsets.UTF_8), Map.of("content-type", contentType));
  }
}
