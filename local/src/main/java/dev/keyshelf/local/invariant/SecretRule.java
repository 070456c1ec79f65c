package dev.keyshelf.local.invariant;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** No key, link token or presigned URL is stored in clear, in any attribute of any item. */
final class SecretRule implements Rule {
  private static final String INVARIANT = "secret";

  /** A whole key of five groups, or a sample key, which may be shorter. References do not match. */
  private static final String KEY = "\\b([A-Z0-9]{5}(-[A-Z0-9]{5}){4,}|XXXXX(-[A-Z0-9]{5})+)\\b";

  private static final Pattern IN_CLEAR =
      Pattern.compile(KEY + "|/d/[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])|X-Amz-Signature=[0-9a-f]{16}");

  @Override
  public void check(Kept kept, Violations violations) {
    for (var row : kept.all()) {
      search(row, "", row.values(), violations);
    }
  }

  private static void search(
      Row row, String path, Map<String, AttributeValue> values, Violations violations) {
    values.forEach((name, value) -> search(row, path + "/" + name, value, violations));
  }

  private static void search(Row row, String path, AttributeValue value, Violations violations) {
    if (value.s() != null) {
      isHarmless(row, path, value.s(), violations);
    }
    if (value.hasM()) {
      search(row, path, value.m(), violations);
    }
    if (value.hasL()) {
      value.l().forEach(each -> search(row, path, each, violations));
    }
    if (value.b() != null && path.equals("/answerBody")) {
      isHarmless(row, path, inflated(value.b().asByteArray()), violations);
    }
  }

  private static void isHarmless(Row row, String path, String text, Violations violations) {
    // Encrypted text may contain anything by chance, so only the whole text must not be a secret.
    var sealed = path.equals("/sealed") || (path.equals("/answerBody") && row.flag("answerSealed"));
    violations.unless(
        sealed ? !IN_CLEAR.matcher(text).matches() : !IN_CLEAR.matcher(text).find(),
        INVARIANT,
        row,
        "a secret in clear at " + path);
  }

  private static String inflated(byte[] compressed) {
    try (var inflater = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
      return new String(inflater.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }
}
