/** TLS by PEM files: the options, the files, and what they make. Knows nothing of connections. */
package jubatus.common.tls;
