package jubatus.proxy;

import jubatus.common.process.LogThrottle;

/**
 * What all event loops share.
 *
 * @param failures for the records of servers that fail
 */
record Forwarding(
        Members members, Settings settings, Counters counters, AvoidedServers avoided, LogThrottle failures) {}
