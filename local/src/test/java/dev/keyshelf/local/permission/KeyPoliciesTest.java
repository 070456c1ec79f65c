package dev.keyshelf.local.permission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.packaging.RawTemplate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks which function may open which secrets by the policies of template.yaml. */
class KeyPoliciesTest {
  private static final RawTemplate WRITTEN = RawTemplate.read(Settings.defaultTemplate());
  private static final String PURPOSE = "kms:EncryptionContext:keyshelf-purpose";
  private static final Set<String> WITHOUT_CONTEXT = Set.of("kms:GenerateMac", "kms:Sign");

  /** Returns the functions that may call an action on a key, with the purposes of each. */
  private static Map<String, Set<String>> allowed(String action, String key) {
    Map<String, Set<String>> allowed = new TreeMap<>();
    for (var function : WRITTEN.ofType("AWS::Serverless::Function").keySet()) {
      for (var statement : WRITTEN.statements(function)) {
        if (texts(statement.path("Action")).contains(action)
            && statement.at("/Resource/!GetAtt").asText().equals(key + ".Arn")) {
          allowed
              .computeIfAbsent(function, _ -> new TreeSet<>())
              .addAll(purposes(statement.path("Condition")));
        }
      }
    }
    return allowed;
  }

  private static List<String> texts(JsonNode oneOrMany) {
    return RawTemplate.listOf(oneOrMany).stream().map(JsonNode::asText).toList();
  }

  private static Set<String> purposes(JsonNode condition) {
    var purposes = new TreeSet<String>();
    condition.forEach(operator -> purposes.addAll(texts(operator.path(PURPOSE))));
    return purposes;
  }

  @Test
  void onlyWhatImportsRevealsAndRotatesUsesTheKeyOfProductKeys() {
    var productKeys = Set.of("product-keys");

    assertThat(allowed("kms:Decrypt", "WrappingKey"))
        .isEqualTo(Map.of("RevealKeys", productKeys, "RotateKey", productKeys));
    assertThat(allowed("kms:GenerateDataKey", "WrappingKey"))
        .isEqualTo(
            Map.of("ImportKeys", productKeys, "RevealKeys", productKeys, "RotateKey", productKeys));
  }

  @Test
  void onlyTheDelivererOpensSecretsOfWebhooks() {
    var answers = Set.of("stored-answers");
    var both = Set.of("stored-answers", "webhook-secrets");

    assertThat(allowed("kms:GenerateDataKey", "TokenKey"))
        .isEqualTo(
            Map.of("CreateLink", answers, "CreateWebhook", both, "RotateWebhookSecret", both));
    assertThat(allowed("kms:Decrypt", "TokenKey"))
        .isEqualTo(
            Map.of(
                "CreateLink", answers,
                "CreateWebhook", answers,
                "RotateWebhookSecret", answers,
                "DeliverEvents", Set.of("webhook-secrets")));
  }

  /** Otherwise a function would lack a version of the hash key between two deployments. */
  @Test
  void whatUsesTheHashKeyMayUseItsSecondVersion() {
    assertThat(WRITTEN.ofType("AWS::Serverless::Function").keySet())
        .flatExtracting(WRITTEN::statements)
        .filteredOn(each -> texts(each.path("Action")).contains("kms:GenerateMac"))
        .hasSizeGreaterThan(10)
        .allSatisfy(
            each ->
                assertThat(RawTemplate.listOf(each.path("Resource")))
                    .extracting(Grant::name)
                    .containsExactly("HashKey", "SecondHashKey"));
  }

  @Test
  void eachFunctionHasTheKeysThatAStackNames() {
    var variables = WRITTEN.root().at("/Globals/Function/Environment/Variables");

    assertThat(variables.path("KEYSHELF_HASH_KEY").toString())
        .isEqualTo(
            "{\"!If\":[\"HasSecondHashKey\",{\"!Sub\":\"${HashKey},${SecondHashKeyId}\"},"
                + "{\"!Ref\":\"HashKey\"}]}");
    assertThat(variables.path("KEYSHELF_HASH_KEY_VERSION").toString())
        .isEqualTo("{\"!If\":[\"HasSecondHashKey\",{\"!Ref\":\"HashKeyVersion\"},\"\"]}");
    assertThat(variables.path("KEYSHELF_SEAL_KEY").toString())
        .isEqualTo(
            "{\"!If\":[\"HasOtherSealKey\",{\"!Ref\":\"SealKeyId\"},{\"!Ref\":\"SealKey\"}]}");
    assertThat(WRITTEN.root().at("/Conditions/HasSecondHashKey").toString())
        .isEqualTo("{\"!Not\":[{\"!Equals\":[{\"!Ref\":\"SecondHashKeyId\"},\"\"]}]}");
    assertThat(WRITTEN.root().at("/Conditions/HasOtherSealKey").toString())
        .isEqualTo("{\"!Not\":[{\"!Equals\":[{\"!Ref\":\"SealKeyId\"},\"\"]}]}");
  }

  /** MACs and signatures have no encryption context. */
  @Test
  void eachStatementOnDataKeysDemandsAPurpose() {
    assertThat(WRITTEN.ofType("AWS::Serverless::Function").keySet())
        .allSatisfy(
            function ->
                assertThat(WRITTEN.statements(function))
                    .as(function)
                    .filteredOn(each -> each.path("Action").toString().contains("kms:"))
                    .allSatisfy(
                        each ->
                            assertThat(
                                    WITHOUT_CONTEXT.containsAll(texts(each.path("Action")))
                                        || !purposes(each.path("Condition")).isEmpty())
                                .isTrue()));
  }

  /** Only RevealKeys and RotateKey open what the first release sealed without a context. */
  @Test
  void onlyWhatOpensProductKeysWorksWithoutAPurpose() {
    assertThat(WRITTEN.ofType("AWS::Serverless::Function").keySet())
        .filteredOn(
            function ->
                WRITTEN.statements(function).stream()
                    .anyMatch(each -> each.path("Condition").has("StringEqualsIfExists")))
        .containsExactlyInAnyOrder("RevealKeys", "RotateKey");
  }

  @ParameterizedTest
  @CsvSource({
    "WrappingKey, kms:GenerateDataKey*, true",
    "WrappingKey, kms:Encrypt, true",
    "WrappingKey, kms:ReEncryptTo, true",
    "WrappingKey, kms:Decrypt, false",
    "WrappingKey, kms:ReEncryptFrom, false",
    "TokenKey, kms:GenerateDataKey*, true",
    "TokenKey, kms:Encrypt, true",
    "TokenKey, kms:Decrypt, true",
    "TokenKey, kms:ReEncrypt*, true"
  })
  void theKeysThemselvesDenyOtherPurposes(String key, String action, boolean alsoNone) {
    var denials =
        RawTemplate.listOf(WRITTEN.properties(key).at("/KeyPolicy/Statement")).stream()
            .filter(each -> each.path("Effect").asText().equals("Deny"))
            .filter(each -> texts(each.path("Action")).contains(action))
            .toList();

    assertThat(denials).hasSize(1);
    var condition = denials.getFirst().path("Condition");
    assertThat(denials.getFirst().path("Principal").asText()).isEqualTo("*");
    assertThat(condition.path("StringNotEquals").has(PURPOSE)).isTrue();
    // A negated comparison holds if the context is absent, unless it has to be there.
    assertThat(condition.has("Null")).isNotEqualTo(alsoNone);
  }
}
