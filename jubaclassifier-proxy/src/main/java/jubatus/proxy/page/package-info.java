/** The live page of the proxy's admin port: its clusters and their servers, calls and mixes, and a box to try a datum. */
package jubatus.proxy.page;
