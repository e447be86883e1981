package dev.flocker.cli.command;

import dev.flocker.api.value.Secret;
import dev.flocker.cli.console.Console;
import dev.flocker.cli.inventory.Connection;
import java.util.List;
import java.util.Optional;

/** What {@code -b} and {@code -K} change of how nodes are reached. */
public record BecomeOptions(boolean become, Optional<Secret> password) {

  /**
   * Asks for the password once, if that is wanted, and hides it from all that is printed.
   *
   * @throws WrongInput if a password is to be asked for and there is no terminal
   */
  public static BecomeOptions of(ReachOptions options, Console console) {
    if (options.becoming == null) {
      options.becoming = asked(options, console);
    }
    return options.becoming;
  }

  private static BecomeOptions asked(ReachOptions options, Console console) {
    Optional<Secret> password =
        options.askBecomePass
            ? Optional.of(
                Prompt.secret(
                    console,
                    "sudo's password",
                    "--ask-become-pass",
                    "set ansible_become_password instead"))
            : Optional.empty();
    return new BecomeOptions(options.become, password);
  }

  public List<Contact> with(List<Contact> contacts) {
    return contacts.stream()
        .map(c -> new Contact(c.node(), with(c.connection()), c.secrets(), c.problems()))
        .toList();
  }

  private Connection with(Connection c) {
    return new Connection(
        c.node(),
        c.local(),
        c.address(),
        c.port(),
        c.user(),
        c.privateKeyFile(),
        c.sshArguments(),
        become || c.become(),
        c.becomeUser(),
        password.or(c::becomePassword),
        c.fence());
  }
}
