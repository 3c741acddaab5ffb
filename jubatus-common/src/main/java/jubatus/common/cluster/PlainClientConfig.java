package jubatus.common.cluster;

import org.apache.zookeeper.client.ZKClientConfig;

/**
 * The settings of a connection without SASL and TLS: the tree is open to the world (01 §2.1). Only to look for them takes half of the
 * time that a tool needs for its work.
 */
final class PlainClientConfig extends ZKClientConfig {
    PlainClientConfig() {
        setProperty(ENABLE_CLIENT_SASL_KEY, "false");
    }

    /** Called by the constructor. It would copy all system properties that are known, and make ready for TLS to learn their names. */
    @Override
    protected void handleBackwardCompatibility() {
        if (Boolean.getBoolean(SECURE_CLIENT)) {
            super.handleBackwardCompatibility();
        } else {
            copy(JUTE_MAXBUFFER);
            copy(ZOOKEEPER_REQUEST_TIMEOUT);
        }
    }

    private void copy(String property) {
        String value = System.getProperty(property);
        if (value != null) {
            setProperty(property, value);
        }
    }
}
