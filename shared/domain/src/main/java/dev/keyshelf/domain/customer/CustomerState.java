package dev.keyshelf.domain.customer;

/** Whether something can be bought for a customer. */
public enum CustomerState {
  ACTIVE,
  /** It is left out of lists, and nothing new is bought for it. All else goes on. */
  ARCHIVED
}
