package dev.keyshelf.aws;

import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.identity.ProductId;

/** Converts artifacts to items of the catalogue and to objects inside links, and back. */
final class ArtifactItems {
  private ArtifactItems() {}

  static Item fill(Item item, Artifact artifact) {
    return item.with("product", artifact.product().value())
        .with("artifactVersion", artifact.version())
        .with("language", artifact.language())
        .with("fileType", artifact.fileType())
        .with("fileName", artifact.fileName())
        .with("objectKey", artifact.objectKey())
        .with("size", artifact.size())
        .with("sha256", artifact.sha256())
        .with("releasedAt", artifact.releasedAt());
  }

  static Artifact artifact(Item item) {
    return new Artifact(
        new ProductId(item.text("product")),
        item.text("artifactVersion"),
        item.text("language"),
        item.text("fileType"),
        item.text("fileName"),
        item.text("objectKey"),
        item.number("size"),
        item.text("sha256"),
        item.instant("releasedAt"));
  }
}
