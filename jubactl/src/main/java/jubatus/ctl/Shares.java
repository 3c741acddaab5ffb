package jubatus.ctl;

/** How many servers each visor runs of {@code total} in the cluster: as evenly as can be, the first visors one more (01 §7.2). */
record Shares(int total, int visors) {
    /** With a total of 0, one for each visor. */
    Shares {
        total = total == 0 ? visors : total;
    }

    int of(int visor) {
        return total / visors + (visor < total % visors ? 1 : 0);
    }
}
