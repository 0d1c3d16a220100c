package com.genericcorp.hub.load;

/** What a user does, again and again. */
enum Journey {
    PROVIDER("provider posts signed webhooks", 1),
    CUSTOMER("customer lists events and usage", 1),
    /** Asks for a tenant, looks at the operation until it has the key, and uses the key: further looks are not planned. */
    OPERATOR("operator provisions", 3);

    private final String title;
    private final int requestsEachTick;

    Journey(String title, int requestsEachTick) {
        this.title = title;
        this.requestsEachTick = requestsEachTick;
    }

    String title() {
        return title;
    }

    int requestsEachTick() {
        return requestsEachTick;
    }
}
