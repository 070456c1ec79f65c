package dev.keyshelf.aws;

import dev.keyshelf.domain.catalog.ArtifactFiles;
import dev.keyshelf.domain.document.DocumentFiles;
import dev.keyshelf.domain.download.ArtifactUrls;
import dev.keyshelf.domain.export.Exports;
import dev.keyshelf.domain.sealing.KeptSeals;
import dev.keyshelf.domain.sealing.Seals;
import dev.keyshelf.domain.support.AttachmentFiles;
import java.time.Clock;
import java.util.function.Supplier;

/** Makes the adapters that keep files in the buckets, each at its first use. */
final class BucketStores {
  private final Environment environment;
  private final Clients clients;
  private final Supplier<BucketFiles> files = new Lazy<>(this::makeFiles);
  private final Supplier<ArtifactFiles> artifactFiles = new Lazy<>(this::makeArtifactFiles);
  private final Supplier<ArtifactUrls> urls = new Lazy<>(this::makeUrls);
  private final Supplier<Seals> seals = new Lazy<>(this::makeSeals);
  private final Supplier<Exports> exports = new Lazy<>(this::makeExports);
  private final Supplier<AttachmentFiles> attachmentFiles = new Lazy<>(this::makeAttachmentFiles);

  BucketStores(Environment environment, Clients clients) {
    this.environment = environment;
    this.clients = clients;
  }

  BucketFiles files() {
    return files.get();
  }

  ArtifactFiles artifactFiles() {
    return artifactFiles.get();
  }

  ArtifactUrls artifactUrls() {
    return urls.get();
  }

  AttachmentFiles attachmentFiles() {
    return attachmentFiles.get();
  }

  DocumentFiles documentFiles() {
    return new S3DocumentFiles(
        clients.s3(), new Lazy<>(clients::presigner), environment.get("KEYSHELF_BUCKET"));
  }

  Exports exports() {
    return exports.get();
  }

  Seals seals() {
    return seals.get();
  }

  KeptSeals keptSeals() {
    return new S3KeptSeals(clients.s3(), environment.get("KEYSHELF_SEALS_BUCKET"));
  }

  private Seals makeSeals() {
    return new S3Seals(clients.s3(), environment.get("KEYSHELF_SEALS_BUCKET"));
  }

  private BucketFiles makeFiles() {
    return new BucketFiles(clients.s3(), environment.get("KEYSHELF_BUCKET"));
  }

  private AttachmentFiles makeAttachmentFiles() {
    return new S3AttachmentFiles(
        clients.s3(), clients.presigner(), environment.get("KEYSHELF_BUCKET"));
  }

  /** Needs its own method, since a zip without S3 does not have the client's class. */
  private ArtifactFiles makeArtifactFiles() {
    return new S3ArtifactFiles(new Lazy<>(clients::s3ForParts), environment.get("KEYSHELF_BUCKET"));
  }

  /** Signs URLs of CloudFront if the stack names a key for that, and otherwise of S3. */
  private ArtifactUrls makeUrls() {
    var ofS3 =
        new S3ArtifactUrls(
            clients.presigner(), environment.get("KEYSHELF_BUCKET"), environment.urlLifetime());
    return environment
        .find("KEYSHELF_FILES_KEY")
        .map(
            key ->
                (ArtifactUrls)
                    new CloudFrontArtifactUrls(
                        ofS3,
                        new KmsSigner(new Lazy<>(clients::kms), key),
                        environment.get("KEYSHELF_PUBLIC_URL"),
                        environment.get("KEYSHELF_FILES_PUBLIC_KEY"),
                        environment.urlLifetime(),
                        Clock.systemUTC()))
        .orElse(ofS3);
  }

  private Exports makeExports() {
    return new S3Exports(
        clients.s3ForParts(), clients.presigner(), environment.get("KEYSHELF_BUCKET"));
  }
}
