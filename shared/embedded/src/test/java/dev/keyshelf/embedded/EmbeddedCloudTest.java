package dev.keyshelf.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.embedded.wire.Trouble;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class EmbeddedCloudTest {
  private static final Map<String, AttributeValue> ITEM =
      Map.of("pk", AttributeValue.fromS("partner"), "sk", AttributeValue.fromS("order"));

  @TempDir Path data;

  @Test
  void findsTablesItemsAndObjectsAfterARestartOnTheSameDirectory() {
    var template = Template.read(TemplateTest.TEMPLATE);
    try (var cloud = EmbeddedCloud.start(data);
        var dynamoDb = Stores.dynamoDb(cloud.environment());
        var s3 = Stores.s3(cloud.environment())) {
      new Provisioning(dynamoDb, s3).create(template);
      dynamoDb.putItem(put -> put.tableName("keyshelf-table").item(ITEM));
      s3.putObject(
          put -> put.bucket("named-exports").key("a/b.txt").contentType("text/x-kept"),
          RequestBody.fromString("kept"));
    }

    try (var cloud = EmbeddedCloud.start(data);
        var dynamoDb = Stores.dynamoDb(cloud.environment());
        var s3 = Stores.s3(cloud.environment())) {
      new Provisioning(dynamoDb, s3).create(template);

      assertThat(dynamoDb.getItem(get -> get.tableName("keyshelf-table").key(ITEM)).item())
          .isEqualTo(ITEM);
      var object = s3.getObjectAsBytes(get -> get.bucket("named-exports").key("a/b.txt"));
      assertThat(object.asUtf8String()).isEqualTo("kept");
      assertThat(object.response().contentType()).isEqualTo("text/x-kept");
    }
  }

  @Test
  void refusesADirectoryThatAnotherCloudUses() {
    try (var _ = EmbeddedCloud.start(data)) {
      assertThatThrownBy(() -> EmbeddedCloud.start(data))
          .isInstanceOf(EmbeddedCloudException.class)
          .hasMessage("%s is in use by another cloud", data);
    }
  }

  @Test
  void namesTheBusyPortAndReleasesTheDirectory() throws Exception {
    try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = busy.getLocalPort();

      assertThatThrownBy(() -> EmbeddedCloud.start(data, port, 0, Trouble.none()))
          .isInstanceOf(EmbeddedCloudException.class)
          .hasMessage("port %s is busy: the table store cannot listen on 127.0.0.1:%s", port, port);
      assertThatThrownBy(() -> EmbeddedCloud.start(data, 0, port, Trouble.none()))
          .isInstanceOf(EmbeddedCloudException.class)
          .hasMessage("port %s is busy: S3 cannot listen on 127.0.0.1:%s", port, port);
    }
    EmbeddedCloud.start(data).close();
  }

  @Test
  void listensOnTheChosenPorts() throws Exception {
    int first = freePort();
    int second = freePort();

    try (var cloud = EmbeddedCloud.start(null, first, second, Trouble.none())) {
      assertThat(cloud.dynamoDbEndpoint()).isEqualTo(URI.create("http://127.0.0.1:" + first));
      assertThat(cloud.s3Endpoint()).isEqualTo(URI.create("http://127.0.0.1:" + second));
    }
  }

  private static int freePort() throws Exception {
    try (var free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }
}
