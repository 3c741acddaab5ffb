/** JSON configuration to records, with every problem and its path. */
package jubatus.core.config;
