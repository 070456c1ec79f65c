package dev.keyshelf.local.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.Keyshelf;
import dev.keyshelf.local.contract.AnotherApi;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@AnotherApi
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
@Isolated
final class TokenExplainTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", folder.toString()));
    var command = Keyshelf.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(all.toArray(String[]::new));
  }

  private String token(String... arguments) {
    var all = new ArrayList<>(List.of("token"));
    all.addAll(List.of(arguments));
    assertThat(run(all.toArray(String[]::new))).as(err.toString()).isZero();
    return out.toString().strip();
  }

  private String adas() {
    return token("--partner", "partner-a", "--user", "ada", "--role", "AdminAgent");
  }

  @Test
  void saysWhoATokenIsFor() {
    var token = adas();

    assertThat(run("token", "explain", token)).as(err.toString()).isZero();

    assertThat(out.toString())
        .contains("a partner's user", "partner-a (partner_id)", "ada", "AdminAgent", "in 719 min")
        .contains("RS256 by the issuer's key")
        .endsWith("accepted\n");
    assertThat(out.toString()).doesNotContain(token);
  }

  @Test
  void saysThatAnOperatorsTokenIsOne() {
    var token = token("--operator", "olga");

    assertThat(run("token", "explain", "Bearer " + token)).isZero();
    assertThat(out.toString()).contains("an operator", "olga", "Operator");
  }

  @Test
  void saysEachReasonWhyNot() {
    var token = adas();

    assertThat(run("token", "explain", token, "--audience", "another", "--partner-claim", "tid"))
        .isEqualTo(1);
    assertThat(out.toString())
        .contains("refused: the audience (aud) is 'keyshelf', not 'another' or")
        .doesNotContain("\naccepted");
    assertThat(run("token", "explain", token, "--partner-claim", "tid")).isEqualTo(1);
    assertThat(out.toString()).contains("refused: the token has no claim tid");
    assertThat(run("token", "explain", token, "--roles-claim", "groups")).isEqualTo(1);
    assertThat(out.toString()).contains("refused: no role or group of the token grants");
    var forged = token.substring(0, token.length() - 4) + "AAAA";
    assertThat(run("token", "explain", forged)).isEqualTo(1);
    assertThat(out.toString()).contains("refused: the signature is not the issuer's");
    assertThat(run("token", "explain", forged, "--audience", "another")).isEqualTo(1);
    assertThat(out.toString())
        .contains("refused: the signature is not the issuer's", "refused: the audience (aud) is");
  }

  @Test
  void saysThatTheSignatureWasNotChecked() {
    // Nothing listens on this port.
    var nobody = "http://localhost:1/issuer";

    assertThat(run("token", "explain", adas(), "--issuer", nobody)).isEqualTo(1);
    assertThat(out.toString())
        .contains("not verified", "the issuer (iss) is 'http://localhost:3000/issuer'");
    assertThat(
            run(
                "token",
                "explain",
                token("--partner", "p", "--user", "u", "--role", "AdminAgent", "--port", "1"),
                "--issuer",
                nobody))
        .isEqualTo(1);
    assertThat(out.toString()).contains("refused: the signature was not checked:");
  }

  @Test
  void findsThePartnerOfATenant() {
    var arguments = new String[] {"token", "explain", adas(), "--partner-by", "tenant"};

    assertThat(run(arguments)).isEqualTo(1);
    assertThat(out.toString()).contains("refused: no partner has the tenant 'partner-a'");
    var named = new ArrayList<>(List.of(arguments));
    named.addAll(List.of("--tenant", "partner-a=partner-b"));
    assertThat(run(named.toArray(String[]::new))).isZero();
    assertThat(out.toString()).contains("partner-b (partner_id)");
  }

  @Test
  void saysThatATextIsNoToken() {
    assertThat(run("token", "explain", "abc")).isEqualTo(1);
    assertThat(out.toString().lines()).singleElement().asString().contains("no signed token");
  }

  @Test
  void namesAMalformedSetting() {
    assertThat(run("token", "explain", "abc", "--role-map", "[]")).isEqualTo(2);
    assertThat(err.toString()).contains("RoleMap must be a JSON object");
  }
}
