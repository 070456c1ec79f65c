package dev.keyshelf.domain.activity;

/** What the activity log can say that somebody did. */
public enum Operation {
  CUSTOMER_CREATED,
  CUSTOMER_CHANGED,
  ORDER_PLACED,
  KEYS_ISSUED,
  KEYS_REVEALED,
  KEY_ROTATED,
  LINK_CREATED,
  LINK_REVOKED,
  LINKS_REVOKED,
  DOWNLOAD_STARTED,
  DOWNLOAD_REFUSED,
  ORDER_CANCELLED,
  ACCESS_REFUSED,
  ACTIVITY_READ,
  FILE_IMPORTED
}
