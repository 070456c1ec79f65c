package dev.keyshelf.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.support.Attachment;
import dev.keyshelf.domain.support.AttachmentFiles;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Json;
import java.net.URI;
import java.time.Duration;
import java.util.TreeMap;

/** Attachments in JSON. */
final class AttachmentJson {
  private static final Duration DOWNLOAD = Duration.ofMinutes(2);

  private AttachmentJson() {}

  static ObjectNode attachment(Attachment attachment) {
    var json =
        Json.object()
            .put("attachmentId", attachment.id().value())
            .put("fileName", attachment.fileName())
            .put("mediaType", attachment.type().mediaType())
            .put("size", attachment.size())
            .put("sha256", attachment.sha256())
            .put("state", attachment.isAttached() ? "ATTACHED" : "AWAITED");
    if (attachment.type().isArchive()) {
      json.put("archive", true);
    }
    attachment.attachedAt().ifPresent(at -> json.put("attachedAt", at.toString()));
    return json.put("user", attachment.begunBy());
  }

  static Answer attached(Attachment attachment) {
    return Answer.ok(attachment(attachment));
  }

  /** Writes a file that is not uploaded yet, without the upload URL, which is never stored. */
  static Answer begun(Attachment attachment) {
    return Answer.created(place(attachment), attachment(attachment)).notStored();
  }

  static Answer begun(Attachment attachment, AttachmentFiles.Upload upload) {
    var json = attachment(attachment);
    var put =
        json.putObject("upload")
            .put("method", "PUT")
            .put("url", upload.url().toString())
            .put("expiresIn", Attachment.UPLOAD.toString());
    var headers = put.putObject("headers");
    new TreeMap<>(upload.headers()).forEach(headers::put);
    return Answer.created(place(attachment), json).notStored();
  }

  private static String place(Attachment attachment) {
    return "/v1/support-requests/%s/attachments/%s"
        .formatted(attachment.request(), attachment.id());
  }

  static Answer download(Attachment attachment, URI url) {
    var json = attachment(attachment);
    json.putObject("download").put("url", url.toString()).put("expiresIn", DOWNLOAD.toString());
    return Answer.ok(json).notStored();
  }
}
