package dev.flocker.cli.command;

import dev.flocker.api.value.Secret;
import dev.flocker.cli.console.Console;
import dev.flocker.cli.session.NodeTrouble;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Asks for a password on the terminal. */
public final class Prompt {

  private Prompt() {}

  /**
   * Hides what was typed from all that is printed.
   *
   * @param option that it is asked for by
   * @param instead what to do where there is no terminal
   * @throws WrongInput if there is no terminal, or nothing was typed
   */
  public static Secret secret(Console console, String prompt, String option, String instead) {
    if (!Console.isTerminal(0) || !Console.isTerminal(1)) {
      throw new WrongInput(option + " needs a terminal to ask on", instead);
    }
    // Nothing interrupts whoever reads from a terminal, so that is another thread.
    FutureTask<char @Nullable []> typed = new FutureTask<>(() -> read(prompt));
    Thread.ofPlatform().daemon().start(typed);
    try {
      char[] password = typed.get();
      if (password == null) {
        throw new WrongInput("no password was given", "type it, and a line end");
      }
      Secret secret = new Secret(new String(password));
      console.hide(List.of(secret.reveal()));
      return secret;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeTrouble.Cancelled("the nodes");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A console that is null would be no terminal, which is asked before. */
  @SuppressWarnings("SystemConsoleNull")
  private static char @Nullable [] read(String prompt) {
    return Objects.requireNonNull(System.console()).readPassword("%s: ", prompt);
  }
}
