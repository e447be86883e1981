/**
 * The resource type {@code route}: a port that leads to a container from every node of the play, on
 * iptables.
 *
 * <p>Routes are IPv4's alone. IPv6 is left as it is: Docker of today publishes there only when told
 * to, and {@code flocker_address} is an IPv4 address.
 */
@NullMarked
package dev.flocker.iptables;

import org.jspecify.annotations.NullMarked;
