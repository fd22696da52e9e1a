//! What is asked of each order, and of each product.

/// A list, and what is asked of each of it.
pub(super) struct ShopifyList {
    pub(super) name: &'static str,
    /// One of it.
    pub(super) of_one: &'static str,
    /// How many there are.
    pub(super) count: &'static str,
    /// What people call one.
    pub(super) label: &'static str,
    pub(super) fields: &'static str,
    /// What each has a list of, and what is asked of each of that; some come with it.
    pub(super) inner: (&'static str, &'static str),
    /// Asked once with each page.
    pub(super) beside: &'static str,
    pub(super) fragment: &'static str,
    /// What is asked of each in bulk, where no list may stand within a list.
    pub(super) in_bulk: &'static str,
}

pub(super) const ORDERS: ShopifyList = ShopifyList {
    name: "orders",
    of_one: "order",
    count: "ordersCount",
    label: "name",
    fields: ORDER,
    inner: ("lineItems", LINE),
    beside: "",
    fragment: PLACE,
    in_bulk: ORDER_IN_BULK,
};

pub(super) const GOODS: ShopifyList = ShopifyList {
    name: "products",
    of_one: "product",
    count: "productsCount",
    label: "title",
    fields: PRODUCT,
    inner: ("variants", VARIANT),
    beside: "shop { currencyCode }",
    fragment: "",
    in_bulk: PRODUCT,
};

const LINE: &str = "title variantTitle sku quantity \
    originalUnitPriceSet { shopMoney { amount currencyCode } } \
    discountAllocations { allocatedAmountSet { shopMoney { amount } } } \
    customAttributes { key value }";

/// What both ways of asking share.
macro_rules! order {
    ($place:literal, $more:literal) => {
        concat!(
            "id name createdAt updatedAt processedAt cancelledAt cancelReason currencyCode \
             displayFinancialStatus displayFulfillmentStatus email phone note sourceName paymentGatewayNames \
             totalPriceSet { shopMoney { amount currencyCode } } \
             totalOutstandingSet { shopMoney { amount } } \
             customer { firstName lastName } \
             billingAddress { ",
            $place,
            " } shippingAddress { ",
            $place,
            " } customAttributes { key value } \
             refunds(first: 10) { id createdAt totalRefundedSet { shopMoney { amount } } } ",
            $more
        )
    };
}

const ORDER: &str = order!(
    "...place",
    "shippingLines(first: 3) { nodes { title discountedPriceSet { shopMoney { amount } } } } \
     fulfillments(first: 10) { createdAt status displayStatus trackingInfo { number company } \
        fulfillmentLineItems(first: 10) { nodes { quantity lineItem { sku title } } } }"
);

const ORDER_IN_BULK: &str = order!(
    "firstName lastName name company phone address1 address2 city zip province countryCodeV2",
    "shippingLine { title discountedPriceSet { shopMoney { amount } } } \
     fulfillments(first: 10) { createdAt status displayStatus trackingInfo { number company } }"
);

const PLACE: &str = "fragment place on MailingAddress { firstName lastName name company phone address1 address2 city zip \
    province countryCodeV2 }";

const PRODUCT: &str = "id title status updatedAt";
const VARIANT: &str = "id sku title price inventoryQuantity inventoryPolicy inventoryItem { tracked }";
