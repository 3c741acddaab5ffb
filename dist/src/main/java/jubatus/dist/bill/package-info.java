/** The bill of materials: what jars the suite holds, and under which licenses; for the build. */
package jubatus.dist.bill;
