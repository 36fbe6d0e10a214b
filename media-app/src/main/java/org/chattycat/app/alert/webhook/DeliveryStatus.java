package org.chattycat.app.alert.webhook;

/** What became of a message. The names are stored and are those of the GraphQL type. */
enum DeliveryStatus {
    /** It will be posted, for the first time or again. */
    WAITING,
    /** The receiver answered from 200 to 299. */
    DELIVERED,
    /** The last attempt failed. */
    FAILED
}
