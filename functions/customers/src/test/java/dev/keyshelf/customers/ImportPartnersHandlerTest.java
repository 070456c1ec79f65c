package dev.keyshelf.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.catalog.CatalogueVersion;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.testkit.Catalogues;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

class ImportPartnersHandlerTest {
  private static final String PARTNER =
      """
        - id: %s
          name: Contoso
          suspended: %s
          eligiblePrograms: [server-software]
      """;

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void publish() {
    var onPremises =
        Catalogues.terms(
            "on-premises", "2020-01-21", CancellationRoute.SELF_SERVICE, Set.of(), Set.of(), true);
    var version = new CatalogueVersion("v1", List.of(Catalogues.terms(), onPremises), List.of());
    assertThat(Catalogues.isPublished(fixture.ports().catalogueVersions(), version, fixture.now()))
        .isTrue();
  }

  private String imported(String yaml) {
    var bucket = fixture.environment("KEYSHELF_BUCKET");
    fixture
        .cloud()
        .s3()
        .putObject(
            put -> put.bucket(bucket).key("imports/partners/partners.yaml"),
            RequestBody.fromString(yaml));
    return fixture.drop(ImportPartnersHandler::new, Events.of("import-partners")).toString();
  }

  @Test
  void importsTheDataOfPartners() {
    imported("partners:\n" + PARTNER.formatted("partner-a", "false"));
    var answer = imported("partners:\n" + PARTNER.formatted("partner-a", "true"));

    assertThat(answer).contains("\"imported\":1").contains("\"faults\":[]");
    assertThat(fixture.ports().partners().find(Story.PARTNER))
        .contains(Situations.aPartner(Story.PARTNER, "Contoso", true, "server-software"));
  }

  private static String withTenants(String id, String tenants) {
    return PARTNER.formatted(id, "false") + "    tenants: [" + tenants + "]\n";
  }

  @Test
  void refusesATenantOfAnotherPartner() {
    assertThat(imported("partners:\n" + withTenants("partner-a", "t-1, t-2")))
        .contains("\"imported\":1");

    assertThat(imported("partners:\n" + withTenants("partner-b", "t-2")))
        .contains("\"imported\":0", "names t-2, which is a tenant of partner-a");
    assertThat(
            imported(
                "partners:\n" + withTenants("partner-b", "t-3") + withTenants("partner-c", "t-3")))
        .contains("\"imported\":0", "names t-3, as another partner does", "partners[1].tenants");
  }

  @Test
  void movesATenantFromOnePartnerToAnother() {
    imported("partners:\n" + withTenants("partner-a", "t-1"));
    imported("partners:\n" + withTenants("partner-b", "t-1") + withTenants("partner-a", "t-2"));

    assertThat(fixture.ports().partners().findByTenant("t-1")).contains(new PartnerId("partner-b"));
    assertThat(fixture.ports().partners().findByTenant("t-2")).contains(Story.PARTNER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u3164", "\\u00a0", "a\\u202eb", "a\\u200bb"})
  void refusesNamesThatAreInvisibleOrChangeTheReadingOrder(String name) {
    var yaml = "partners:\n" + PARTNER.formatted("partner-a", "false");

    assertThat(imported(yaml.replace("Contoso", '"' + name + '"')))
        .contains("\"imported\":0", "\"line\":3,\"path\":\"partners[0].name\"");
  }

  @Test
  void countsANamesCharactersAsTheApiDoes() {
    var yaml = "partners:\n" + PARTNER.formatted("partner-a", "false");

    assertThat(imported(yaml.replace("Contoso", "\ud83d\ude00".repeat(200))))
        .contains("\"imported\":1");
    assertThat(imported(yaml.replace("Contoso", "\ud83d\ude00".repeat(201))))
        .contains("\"imported\":0");
  }

  @Test
  void importsNothingOfAFaultyFileAndNamesTheFaults() {
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
    assertThat(fixture.ports().partners().find(Story.PARTNER)).isEmpty();
  }

  @Test
  void refusesAPartnerThatIsEligibleForAProgramThatDoesNotExist() {
    var yaml = "partners:\n" + PARTNER.formatted("partner-a", "false");

    assertThat(imported(yaml.replace("[server-software]", "[on-premises, server-sofware]")))
        .contains(
            "\"imported\":0",
            "\"line\":5,\"path\":\"partners[0].eligiblePrograms[1]\"",
            "'server-sofware' is not valid: no program of the current catalogue has this name; the"
                + " nearest: server-software, on-premises");
    assertThat(fixture.ports().partners().find(Story.PARTNER)).isEmpty();
  }

  @Test
  void writesItsReportBesideTheFile() {
    imported("partners:\n" + PARTNER.formatted("partner-a", "false"));

    var bucket = fixture.environment("KEYSHELF_BUCKET");
    var report =
        fixture
            .cloud()
            .s3()
            .getObjectAsBytes(
                get -> get.bucket(bucket).key("imports/partners/partners.yaml.report.json"));
    assertThat(report.asUtf8String())
        .isEqualTo("{\"imported\":1,\"unchanged\":false,\"faults\":[],\"moreFaults\":0}");
  }

  @Test
  void refusesTheHouseAsAPartner() {
    assertThat(imported("partners:\n" + PARTNER.formatted("keyshelf", "false")))
        .contains("\"imported\":0", "partners[0].id", "is reserved for the records of operators");
  }

  @Test
  void refusesAPartnerThatIsNamedTwice() {
    var partner = PARTNER.formatted("partner-a", "false");

    assertThat(imported("partners:\n" + partner + partner))
        .contains("\"imported\":0", "partners[1].id", "is used by another partner in this file");
    assertThat(fixture.ports().partners().find(Story.PARTNER)).isEmpty();
  }

  @Test
  void importsTheSamplesAndNotesTheMissingAddress() throws IOException {
    var samples = Path.of(System.getProperty("keyshelf.root"), "samples/imports/partners");
    fixture.ports().parties().publish(PartyFiles.SELLER, fixture.now());

    assertThat(imported(Files.readString(samples.resolve("partners.yaml"))))
        .contains(
            "\"imported\":3",
            "\"faults\":[]",
            "\"notes\":[{\"file\":\"partners.yaml\",\"line\":60,",
            note("[2].buyer.electronicAddress", "is missing, so no e-invoices are made\"}"),
            note(
                "[1].seller",
                "is missing, so no statements of charges are made for the customers of partner-b,"
                    + " partner-suspended\"}]"));
  }

  @Test
  void refusesAFileThatIsNotYaml() {
    assertThat(imported("partners: [")).contains("\"imported\":0", "not YAML");
    assertThat(fixture.ports().partners().find(new PartnerId("partner-a"))).isEmpty();
  }

  @Test
  void importsThePartnersCompany() {
    assertThat(imported(PartyFiles.PARTNERS)).contains("\"imported\":1", "\"notes\":[]");

    assertThat(fixture.ports().parties().buyer(Story.PARTNER)).contains(PartyFiles.BUYER);
  }

  @Test
  void aCompanyThatTheLastFileDoesNotHaveIsRemoved() {
    imported(PartyFiles.PARTNERS);
    imported("partners:\n" + PARTNER.formatted("partner-a", "false"));

    assertThat(fixture.ports().parties().buyer(Story.PARTNER)).isEmpty();
  }

  @Test
  void importsTheCompanyThatSellsToThePartnersCustomers() {
    assertThat(imported(PartyFiles.PARTNERS + PartyFiles.RESELLER)).contains("\"imported\":1");

    assertThat(fixture.ports().parties().reseller(Story.PARTNER)).contains(PartyFiles.SELLS);
    assertThat(fixture.ports().parties().buyer(Story.PARTNER)).contains(PartyFiles.BUYER);
    imported(PartyFiles.PARTNERS);
    assertThat(fixture.ports().parties().reseller(Story.PARTNER)).isEmpty();
  }

  @Test
  void namesTheFaultOfACompanyThatSells() {
    var yaml = PartyFiles.PARTNERS + PartyFiles.RESELLER;

    assertThat(imported(yaml.replace("DE89", "DE88")))
        .contains("\"imported\":0", "partners[0].seller.bankAccount.account");
    assertThat(imported(yaml.replace("      bankAccount", "      account")))
        .contains("\"imported\":0", "partners[0].seller");
    assertThat(fixture.ports().parties().reseller(Story.PARTNER)).isEmpty();
  }

  @Test
  void notesOncePerFileWhichPartnersHaveNoSeller() {
    fixture.ports().parties().publish(PartyFiles.SELLER, fixture.now());
    var many = new StringBuilder(PartyFiles.PARTNERS);
    many.append(PartyFiles.RESELLER);
    for (int i = 1; i <= 12; i++) {
      many.append(PARTNER.formatted("p" + i, "false"));
    }

    assertThat(imported(many.toString()))
        .contains(note("[1].seller", "is missing, so no statements of charges are made for the"))
        .contains("customers of p1, p2, p3, p4, p5, p6, p7, p8, p9, p10 and 2 more\"")
        .doesNotContain("[2].seller");
  }

  @Test
  void aFaultyCompanyRefusesTheWholeFile() {
    assertThat(imported(PartyFiles.PARTNERS.replace("DE123456789", "DE1")))
        .contains("\"imported\":0", "partners[0].buyer.vatNumber");
    assertThat(fixture.ports().partners().find(Story.PARTNER)).isEmpty();
    assertThat(fixture.ports().parties().buyer(Story.PARTNER)).isEmpty();
  }

  @Test
  void notesWhatDocumentsWillLackOnceThereIsASeller() {
    fixture.ports().parties().publish(PartyFiles.SELLER, fixture.now());
    var bare =
        PartyFiles.PARTNERS
                .replaceAll("      electronicAddress: .*\n", "")
                .replace("      vatNumber: DE123456789\n", "")
            + PARTNER.formatted("partner-b", "false");

    assertThat(imported(bare))
        .contains(
            "\"imported\":2",
            note("[0].buyer.electronicAddress", "is missing, so no e-invoices are made"),
            note("[0].buyer.vatNumber", "is missing, so no e-invoices with lines of the category"),
            note("[1].buyer", "is missing, so no documents are made for this partner"));
  }

  @Test
  void notesNothingOfCompaniesWhileThereIsNoSeller() {
    assertThat(imported("partners:\n" + PARTNER.formatted("partner-a", "false")))
        .contains("\"imported\":1", "\"notes\":[]");
  }

  private static String note(String path, String detail) {
    return "\"path\":\"partners%s\",\"detail\":\"%s".formatted(path, detail);
  }
}
