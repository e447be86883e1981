package dev.flocker.cli.inventory;

import dev.flocker.api.value.Secret;
import java.util.List;
import java.util.Optional;

/**
 * How the controller reaches a host.
 *
 * @param node the host's name
 * @param local whether it is the controller itself: {@code ansible_connection: local}
 * @param address what to connect to: {@code ansible_host}, else the name
 * @param sshArguments for OpenSSH's client: those of {@code ansible_ssh_args} and its like that say
 *     which host is reached and how
 * @param become whether commands run as {@code becomeUser}
 * @param fence what powers the host off when it cannot be reached: a command for a shell on the
 *     controller
 */
public record Connection(
    String node,
    boolean local,
    String address,
    Optional<Integer> port,
    Optional<String> user,
    Optional<String> privateKeyFile,
    List<String> sshArguments,
    boolean become,
    String becomeUser,
    Optional<Secret> becomePassword,
    Optional<String> fence) {}
