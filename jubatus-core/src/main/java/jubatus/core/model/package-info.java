/** The container of saved models: header, checksum, system data, user data (03 §7). */
package jubatus.core.model;
