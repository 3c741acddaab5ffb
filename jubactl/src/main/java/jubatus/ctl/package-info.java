/** The control tool (01 §7): tells jubavisors and servers of a cluster what to do, and shows who is there. */
package jubatus.ctl;
