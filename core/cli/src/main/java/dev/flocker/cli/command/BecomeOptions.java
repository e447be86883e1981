package dev.flocker.cli.command;

import dev.flocker.api.value.Secret;
import dev.flocker.cli.console.Console;
import dev.flocker.cli.inventory.Connection;
import dev.flocker.cli.session.NodeTrouble;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** What {@code -b} and {@code -K} change of how nodes are reached. */
record BecomeOptions(boolean become, Optional<Secret> password) {

  /**
   * Asks for the password, if that is wanted, and hides it from all that is printed.
   *
   * @throws WrongInput if a password is to be asked for and there is no terminal
   */
  static BecomeOptions of(NodeOptions options, Console console) {
    Optional<Secret> password = options.askBecomePass ? Optional.of(ask()) : Optional.empty();
    password.ifPresent(p -> console.hide(List.of(p.reveal())));
    return new BecomeOptions(options.become, password);
  }

  private static Secret ask() {
    if (!Console.isTerminal(0) || !Console.isTerminal(1)) {
      throw new WrongInput(
          "--ask-become-pass needs a terminal to ask on", "set ansible_become_password instead");
    }
    // Nothing interrupts whoever reads from a terminal, so that is another thread.
    FutureTask<char @Nullable []> typed = new FutureTask<>(BecomeOptions::read);
    Thread.ofPlatform().daemon().start(typed);
    try {
      char[] password = typed.get();
      if (password == null) {
        throw new WrongInput("no password was given", "type it, and a line end");
      }
      return new Secret(new String(password));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeTrouble.Cancelled("the nodes");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A console that is null would be no terminal, which is asked before. */
  @SuppressWarnings("SystemConsoleNull")
  private static char @Nullable [] read() {
    return Objects.requireNonNull(System.console()).readPassword("sudo's password: ");
  }

  List<Contact> with(List<Contact> contacts) {
    return contacts.stream()
        .map(c -> new Contact(c.node(), with(c.connection()), c.problems()))
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
