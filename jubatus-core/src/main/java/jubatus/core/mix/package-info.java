/** MIX without loss: diffs are taken, folded and put. Pure functions over core types; the network part lives elsewhere. */
package jubatus.core.mix;
