package com.genericcorp.hub.load;

/**
 * Where and how a provider posts to a tenant.
 *
 * @param connection {@code con_…}
 * @param path of its ingest URL
 */
record Hook(Sender sender, String connection, String path, String secret) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "Hook[" + sender + ", " + connection + "]";
    }
}
