/**
 * What user code plugs into feature conversion: type entries of method {@code dynamic} (02 §2.11), found by the file name that the
 * original would load, and the stock plug-ins.
 */
package jubatus.core.plugin;
