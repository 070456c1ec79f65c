package dev.keyshelf.customers;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.partner.Partner;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

@OnCloud
@SuppressWarnings("NullAway.Init") // made before each test
class ImportPartnersHandlerTest {
  private static final String PARTNER =
      """
        - id: %s
          name: Contoso
          suspended: %s
          eligiblePrograms: [server-software]
      """;

  private CloudFixture cloud;
  private Wiring wiring;

  @BeforeEach
  void open(CloudFixture cloud, @TempDir Path folder) {
    this.cloud = cloud;
    wiring = Wiring.of(Story.variables(cloud, folder), new StoppedClock());
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private String imported(String yaml) {
    var bucket = cloud.environment().get("KEYSHELF_BUCKET");
    cloud
        .s3()
        .putObject(
            put -> put.bucket(bucket).key("imports/partners/partners.yaml"),
            RequestBody.fromString(yaml));
    return Events.of("import-partners")
        .to(new ImportPartnersHandler(wiring)::handleRequest, S3Event.class, Context.class)
        .answer()
        .toString();
  }

  @Test
  void saysWhatPartnersAreNow() {
    imported("partners:\n" + PARTNER.formatted("partner-a", "false"));
    var answer = imported("partners:\n" + PARTNER.formatted("partner-a", "true"));

    assertThat(answer).contains("\"imported\":1").contains("\"faults\":[]");
    assertThat(wiring.partners().find(Story.PARTNER))
        .contains(new Partner(Story.PARTNER, "Contoso", true, Set.of("server-software")));
  }

  @Test
  void takesNothingOfAFileWithFaultsAndNamesTheirPlaces() {
    var yaml =
        "partners:\n"
            + PARTNER.formatted("partner-a", "false")
            + PARTNER.formatted("no#such#id", "false")
            + "    discount: 100\n";

    assertThat(imported(yaml))
        .contains(
            "\"imported\":0",
            "\"file\":\"partners.yaml\",\"line\":6,\"path\":\"partners[1].id\"",
            "\"line\":10,\"path\":\"partners[1].discount\"");
    assertThat(wiring.partners().find(Story.PARTNER)).isEmpty();
  }

  @Test
  void writesItsReportBesideTheFile() {
    imported("partners:\n" + PARTNER.formatted("partner-a", "false"));

    var bucket = cloud.environment().get("KEYSHELF_BUCKET");
    var report =
        cloud
            .s3()
            .getObjectAsBytes(
                get -> get.bucket(bucket).key("imports/partners/partners.yaml.report.json"));
    assertThat(report.asUtf8String())
        .isEqualTo("{\"imported\":1,\"unchanged\":false,\"faults\":[],\"moreFaults\":0}");
  }

  @Test
  void refusesAPartnerThatIsNamedAsTheHouse() {
    assertThat(imported("partners:\n" + PARTNER.formatted("keyshelf", "false")))
        .contains("\"imported\":0", "partners[0].id", "is the house's own");
  }

  @Test
  void refusesAPartnerThatIsNamedTwice() {
    var partner = PARTNER.formatted("partner-a", "false");

    assertThat(imported("partners:\n" + partner + partner))
        .contains("\"imported\":0", "partners[1].id", "is another partner's in this file");
    assertThat(wiring.partners().find(Story.PARTNER)).isEmpty();
  }

  @Test
  void takesTheSamplesWithoutAFault() throws IOException {
    var samples = Path.of(System.getProperty("keyshelf.root"), "samples/imports/partners");

    assertThat(imported(Files.readString(samples.resolve("partners.yaml"))))
        .contains("\"imported\":3", "\"faults\":[]");
  }

  @Test
  void refusesWhatIsNotYaml() {
    assertThat(imported("partners: [")).contains("\"imported\":0", "not YAML");
    assertThat(wiring.partners().find(new PartnerId("partner-a"))).isEmpty();
  }
}
