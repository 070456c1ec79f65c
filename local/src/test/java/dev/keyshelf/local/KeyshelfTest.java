package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.keyshelf.local.contract.AnotherApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import picocli.CommandLine;

@AnotherApi
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
@Isolated
final class KeyshelfTest {
  private static final String ROOT = "keyshelf.root";

  @TempDir private Path folder;
  private final String rootBefore = System.getProperty(ROOT, "");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void layOutAProject() throws IOException {
    Files.copy(
        Path.of("src/test/resources/machine-template.yaml"), folder.resolve("template.yaml"));
    System.setProperty(ROOT, folder.toString());
  }

  @AfterEach
  void restore() {
    System.setProperty(ROOT, rootBefore);
  }

  private int run(String... arguments) {
    CommandLine command = Keyshelf.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private static String[] ofAnIssuer(String option, String value) {
    return new String[] {
      "serve", "--issuer", "https://id.example", "--audience", "a", option, value
    };
  }

  private void assertOneLine(String part, String... arguments) {
    err.getBuffer().setLength(0);

    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().contains(part);
    assertThat(err.toString()).startsWith("keyshelf: ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void answersBadCommandLinesWithOneLineAndExitCodeTwo() {
    assertOneLine("frobnicate", "frobnicate");
    assertOneLine("--prot", "serve", "--prot", "1");
    assertOneLine("--port", "serve", "--port", "many");
    assertOneLine("65535", "serve", "--port", "70000");
    assertOneLine("P61D", "serve", "--clock-offset", "soon");
    assertOneLine("must be from 0% to 100%, was '101%'", "serve", "--trouble", "101%");
    assertOneLine("must be from 0% to 100%, was '1'", "serve", "--trouble", "1");
    assertOneLine("must be from 0% to 100%, was '-1%'", "serve", "--trouble=-1%");
    assertOneLine("--trouble-seed", "serve", "--trouble", "1%", "--trouble-seed", "x");
    assertOneLine("needs --trouble", "serve", "--trouble-seed", "1", "--data", data());
    assertOneLine("TARGET", "backup");
    assertOneLine("SOURCE", "restore");
    assertOneLine("belong together", "serve", "--issuer", "https://id.example");
    assertOneLine("need --issuer", "serve", "--operator-audience", "a");
    assertOneLine("needs --operator-audience", ofAnIssuer("--operator-client-id", "c"));
    assertOneLine("must differ from --audience", ofAnIssuer("--operator-audience", "a"));
    assertOneLine("need --issuer", "serve", "--console-scope", "openid");
    assertOneLine("must be scopes", ofAnIssuer("--console-scope", "openid  api"));
    assertOneLine("needs --operator-audience", ofAnIssuer("--operator-scope", "openid"));
    assertOneLine("must be origins", ofAnIssuer("--issuer-origins", "https://id.example/"));
    assertOneLine("--partner", "token");
    assertOneLine("cannot be combined", "token", "--operator", "olga", "--user", "ada");
    assertOneLine("must have a name", "token", "--operator", " ");
    assertOneLine("--partner is required", "listen", "--data", data());
    assertOneLine("--server needs --token", "listen", "--server", "http://localhost:1");
    assertOneLine("--after must be 0 or more", "listen", "--partner", "p", "--after=-1");
    assertOneLine("--after must be a whole number", "listen", "--after", "last");
    assertOneLine("NAME", "fire");
    assertOneLine("PATH", "import");
  }

  @Test
  void saysThatThePortIsBusy() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());

      assertOneLine("--port", "serve", "--port", port, "--data", data());
    }
  }

  @Test
  void saysThatTheTemplateIsBroken() throws IOException {
    Files.writeString(folder.resolve("template.yaml"), "Resources: [");

    assertOneLine("template.yaml", "serve", "--port", "0", "--data", data());
  }

  @Test
  void saysThatTheDataFolderCannotBeMade() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertOneLine("--data", "serve", "--port", "0", "--data", file.toString());
    assertOneLine("data folder", "serve", "--port", "0", "--data", file + "/below");
  }

  @Test
  void refusesTablesOfDynamoDbLocalAndSaysHowToExportThem() throws IOException {
    Files.createDirectories(folder.resolve("data/dynamodb"));

    assertOneLine("export them with", "serve", "--port", "0", "--data", data());
    assertOneLine("aws dynamodb scan", "fire", "Close", "--data", data());
    assertOneLine("holds no tables", "backup", folder.resolve("copy").toString(), "--data", data());
  }

  @Test
  void printsTheTokenAndNothingElse() throws Exception {
    int exitCode =
        run(
            "token",
            "--data",
            data(),
            "--partner",
            "contoso",
            "--user",
            "ada",
            "--role",
            "AdminAgent",
            "--role",
            "GlobalAdmin");

    assertThat(exitCode).isZero();
    assertThat(err.toString()).isEmpty();
    var claims = SignedJWT.parse(out.toString().strip()).getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo("http://localhost:3000/issuer");
    assertThat(claims.getAudience()).containsExactly("keyshelf");
    assertThat(claims.getStringListClaim("roles")).isEqualTo(List.of("AdminAgent", "GlobalAdmin"));
    assertThat(claims.getStringClaim("token_use")).isEqualTo("access");
  }

  @Test
  void printsTheTokenOfAnOperator() throws Exception {
    assertThat(run("token", "--data", data(), "--operator", "olga")).isZero();

    var claims = SignedJWT.parse(out.toString().strip()).getJWTClaimsSet();
    assertThat(claims.getAudience()).containsExactly("keyshelf-operator");
    assertThat(claims.getSubject()).isEqualTo("olga");
    assertThat(claims.getStringListClaim("roles")).containsExactly("Operator");
    assertThat(claims.getClaim("partner_id")).isNull();
  }

  @Test
  void refusesARoleWithSpaces() {
    assertOneLine(
        "no spaces",
        "token",
        "--data",
        data(),
        "--partner",
        "p",
        "--user",
        "u",
        "--role",
        "Admin Agent");
  }

  @Test
  void refusesARoleThatNoRouteKnows() {
    assertOneLine(
        "no role Admin; choose one of: [AdminAgent, ",
        "token",
        "--data",
        data(),
        "--partner",
        "p",
        "--user",
        "u",
        "--role",
        "Admin");
  }

  @Test
  void refusesATokenForAUserWithoutAName() {
    assertOneLine(
        "a user must have a name",
        "token",
        "--data",
        data(),
        "--partner",
        "p",
        "--user",
        " ",
        "--role",
        "AdminAgent");
  }

  @Test
  void refusesATokenForAMalformedPartnerId() {
    assertOneLine(
        "a partner's id",
        "token",
        "--data",
        data(),
        "--partner",
        "a b",
        "--user",
        "u",
        "--role",
        "AdminAgent");
  }

  @Test
  void firesAndImportsWithoutAServer() throws IOException {
    Files.createDirectories(folder.resolve("imports/keys"));
    Files.writeString(folder.resolve("imports/keys/1.csv"), "x");
    Files.writeString(folder.resolve("imports/keys/broken.csv"), "x");

    assertThat(run("fire", "Close", "--data", data())).isZero();
    assertThat(out.toString()).contains("aws.events");
    assertThat(run("import", folder.resolve("imports").toString(), "--data", data())).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly("imports/keys/broken.csv:3: key: no such product");
    out.getBuffer().setLength(0);
    assertOneLine("choose one of: Close", "fire", "Open", "--data", data());
  }

  @Test
  void saysInOneLineThatAStoreFailedAnImport() throws IOException {
    Files.createDirectories(folder.resolve("imports/keys"));
    Files.writeString(folder.resolve("imports/keys/overloaded.csv"), "x");

    assertThat(run("import", folder.resolve("imports").toString(), "--data", data())).isEqualTo(2);
    assertThat(out.toString()).contains("imports/keys/overloaded.csv: failed");
    assertThat(err.toString().lines())
        .containsExactly(
            "imports/keys/overloaded.csv: Import failed: a store failed or did not answer;"
                + " try again");
  }

  @Test
  void showsHelpAndVersion() {
    assertThat(run("help")).isZero();
    assertThat(out.toString())
        .contains("serve", "token", "fire", "import", "listen", "demo", "backup", "restore");
    assertThat(run("serve", "--help")).isZero();
    assertThat(out.toString())
        .contains("--clock-offset", "--no-samples", "--trouble", "--trouble-seed");
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).contains("keyshelf ");
    assertThat(run()).isZero();
  }
}
