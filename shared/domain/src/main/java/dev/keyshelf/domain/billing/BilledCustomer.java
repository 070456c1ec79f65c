package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.Market;

/**
 * A customer as it stood when its order was charged. Invoices keep these names when the customer
 * gets others.
 *
 * @param tenantId the tenant's GUID
 * @param market the market of the order
 */
public record BilledCustomer(String companyName, String domain, String tenantId, Market market) {}
