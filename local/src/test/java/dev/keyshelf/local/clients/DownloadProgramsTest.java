package dev.keyshelf.local.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.Beginning;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks what curl, wget and aria2c fetch, its file name, and that a resume counts no download. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class DownloadProgramsTest {
  /** More bytes than curl reads (up to 100 buffers of 100 KB) before it applies its rate limit. */
  private static final int LARGE = 24 * 1024 * 1024;

  private static final String SOME = "1M";

  /** Less than a fifth of the file, but more than a client buffers. */
  private static final long MIDWAY = 1_500_000;

  private static final Offered BIG = new Offered("BIG", "big.iso", LARGE);
  private static final Offered SPACES = new Offered("SPACES", "a b (1).iso", 5_000);
  private static final Offered QUOTES = new Offered("QUOTES", "the 'a'; `b` 100%.iso", 5_001);
  private static final Offered CHINESE = new Offered("CHINESE", "服务器 标准版.iso", 5_002);

  private static Storefront front;

  @TempDir private Path folder;

  @BeforeAll
  static void open(@TempDir Path imports) throws IOException {
    var settings =
        Settings.inMemory(Settings.defaultTemplate())
            .withoutSamples()
            .withClockOffset(Beginning.offset());
    front = Storefront.open(OneMachine.start(settings), imports, BIG, SPACES, QUOTES, CHINESE);
  }

  @AfterAll
  static void close() {
    front.close();
  }

  private Program program(String name) throws IOException {
    return Program.of(name, Files.createDirectories(folder.resolve(name)));
  }

  private static void expect(Path file, Offered offered) throws IOException {
    assertThat(file).exists();
    assertThat(Offered.sha256(Files.readAllBytes(file))).isEqualTo(offered.sha256());
  }

  /** Fetches the link itself with one command. curl supports only the plain file name. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      textBlock =
          """
          BIG     | big.iso
          SPACES  | a b (1).iso
          QUOTES  | the 'a'; `b` 100_.iso
          CHINESE | ___ ___.iso
          """)
  void curlFetchesALinkUnderItsPlainName(String type, String name) throws Exception {
    var link = front.link(type);
    var curl = program("curl");

    curl.run("-fsSLOJ", "-H", "Accept: application/octet-stream", link.toString());

    expect(curl.folder().resolve(name), offered(type));
    assertThat(front.left(link)).isEqualTo(49);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      textBlock =
          """
          SPACES  | a b (1).iso
          QUOTES  | the 'a'; `b` 100%.iso
          CHINESE | 服务器 标准版.iso
          """)
  void wgetAndAria2FetchASessionUnderItsExactName(String type, String name) throws Exception {
    var session = front.start(front.link(type)).toString();
    var wget = program("wget");
    var aria2 = program("aria2c");

    wget.run("-q", "--content-disposition", "--restrict-file-names=nocontrol", session);
    aria2.run("-q", "--no-conf", session);

    expect(wget.folder().resolve(name), offered(type));
    expect(aria2.folder().resolve(name), offered(type));
  }

  private static Offered offered(String type) {
    return switch (type) {
      case "BIG" -> BIG;
      case "SPACES" -> SPACES;
      case "QUOTES" -> QUOTES;
      default -> CHINESE;
    };
  }

  @Test
  void curlResumesWithoutASecondCount() throws Exception {
    var curl = program("curl");

    resumes(
        curl,
        new String[] {"-fsSL", "--limit-rate", SOME, "-o", "file"},
        new String[] {"-fsSL", "-C", "-", "-o", "file"});
  }

  @Test
  void wgetResumesWithoutASecondCount() throws Exception {
    resumes(
        program("wget"),
        new String[] {"-q", "--limit-rate=" + SOME, "-O", "file"},
        new String[] {"-q", "-c", "-O", "file"});
  }

  @Test
  void aria2ResumesInParallelWithoutASecondCount() throws Exception {
    var digest = "--checksum=sha-256=" + BIG.sha256();

    resumes(
        program("aria2c"),
        new String[] {
          "-q",
          "--no-conf",
          "-x4",
          "-s4",
          "-k1M",
          "--max-download-limit=" + SOME,
          "--file-allocation=none",
          "-o",
          "file"
        },
        new String[] {"-q", "--no-conf", "-c", "-x4", "-s4", "-k1M", digest, "-o", "file"});
  }

  private static void resumes(Program program, String[] slowly, String[] onwards)
      throws IOException, InterruptedException {
    var link = front.link("BIG");
    var session = front.start(link);

    program.interrupt(MIDWAY, with(slowly, session));
    program.run(with(onwards, session));

    expect(program.folder().resolve("file"), BIG);
    assertThat(front.reprDigest(session))
        .isEqualTo(
            "sha-256=:%s:",
            Base64.getEncoder().encodeToString(HexFormat.of().parseHex(BIG.sha256())));
    assertThat(front.left(link)).isEqualTo(49);
  }

  private static String[] with(String[] arguments, URI session) {
    var all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = session.toString();
    return all;
  }
}
