package dev.keyshelf.api.imports;

import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import dev.keyshelf.domain.activity.Actor;
import java.time.Instant;
import java.util.Optional;

/**
 * An object that an operator has dropped into the bucket.
 *
 * @param key the object's key in the bucket
 * @param version the object's version; empty if the bucket has no versions
 * @param at the time when it was dropped, the same for every retry of the event
 * @param by the operator who dropped it
 * @param requestId the id of the request that dropped it
 */
public record Supplied(
    String key, Optional<String> version, Instant at, Actor.Operator by, String requestId) {
  static Supplied of(S3EventNotificationRecord event) {
    return new Supplied(
        event.getS3().getObject().getUrlDecodedKey(),
        // Lambda's serializer reads an absent version as an empty text.
        Optional.ofNullable(event.getS3().getObject().getVersionId())
            .filter(version -> !version.isEmpty()),
        Instant.ofEpochMilli(event.getEventTime().getMillis()),
        new Actor.Operator(
            event.getUserIdentity().getPrincipalId(),
            event.getRequestParameters().getSourceIPAddress()),
        event.getResponseElements().getxAmzRequestId());
  }
}
