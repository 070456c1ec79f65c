package dev.keyshelf.bench;

import static dev.keyshelf.testkit.Situations.prices;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.bench.load.Assortment;
import dev.keyshelf.catalog.ImportCatalogueHandler;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

@OnCloud
class AssortmentTest {
  @Test
  void isImportedWithAllItsSkusInThreeMarkets(CloudFixture cloud, @TempDir Path folder) {
    var bucket = Objects.requireNonNull(cloud.environment().get("KEYSHELF_BUCKET"));
    var assortment = new Assortment(6);
    for (var key : assortment.objects()) {
      cloud.s3().putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("x"));
    }
    assortment
        .files("r", "972.00")
        .forEach(
            (path, text) ->
                cloud
                    .s3()
                    .putObject(
                        put -> put.bucket(bucket).key("imports/catalogue/r/" + path),
                        RequestBody.fromString(text)));

    try (var wiring = Wiring.of(Story.variables(cloud, folder), new StoppedClock())) {
      var answer =
          Events.of("import-catalogue")
              .aboutObject("imports/catalogue/r/manifest.yaml")
              .to(new ImportCatalogueHandler(wiring)::handleRequest, S3Event.class, Context.class)
              .answer();

      assertThat(answer.path("faults")).isEmpty();
      assertThat(answer.path("imported").asInt()).isEqualTo(2);
      var last = new SkuId("sku-000005");
      for (var market : Set.of("US", "DE", "GB")) {
        var listing =
            prices(wiring.purchaseFacts()).of(new Market(market), Set.of(last)).listing(last);
        assertThat(listing.orElseThrow().offers()).hasSize(1);
      }
    }
  }
}
