package jubatus.common.cluster;

import org.apache.zookeeper.client.ZKClientConfig;

/**
 * The settings of a connection: those of ZooKeeper's own system properties for SASL and TLS, if some ask for either, else none. Only to look
 * for them takes half of the time that a tool needs for its work.
 */
final class ConnectionConfig extends ZKClientConfig {
    /** Names the file that says by which user and password, or by which Kerberos ticket, to come. */
    private static final String JAAS = "java.security.auth.login.config";

    ConnectionConfig() {
        if (!wantsSasl()) {
            setProperty(ENABLE_CLIENT_SASL_KEY, "false");
        }
    }

    /** Called by the constructor. It would copy all system properties that are known, and make ready for TLS to learn their names. */
    @Override
    protected void handleBackwardCompatibility() {
        if (Boolean.getBoolean(SECURE_CLIENT) || wantsSasl()) {
            super.handleBackwardCompatibility();
        } else {
            copy(JUTE_MAXBUFFER);
            copy(ZOOKEEPER_REQUEST_TIMEOUT);
        }
    }

    private static boolean wantsSasl() {
        return Boolean.parseBoolean(System.getProperty(ENABLE_CLIENT_SASL_KEY, Boolean.toString(hasJaas())));
    }

    private static boolean hasJaas() {
        return System.getProperty(JAAS) != null;
    }

    private void copy(String property) {
        String value = System.getProperty(property);
        if (value != null) {
            setProperty(property, value);
        }
    }
}
