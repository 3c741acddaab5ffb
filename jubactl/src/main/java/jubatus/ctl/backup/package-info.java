/** Backups of clusters on this machine: what is in their folder, whether it is whole, and one model that has all they hold. */
package jubatus.ctl.backup;
