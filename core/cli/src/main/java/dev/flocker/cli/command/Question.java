package dev.flocker.cli.command;

import dev.flocker.cli.console.Console;
import dev.flocker.cli.session.NodeTrouble;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** A question that a person answers on the terminal. */
public final class Question {

  private Question() {}

  /**
   * @return whether the answer is "yes", in full
   * @throws WrongInput if there is no terminal
   */
  public static boolean agreed(App app, String question) {
    return typed(app, question, "yes");
  }

  /**
   * @return whether the answer is this word, in full
   * @throws WrongInput if there is no terminal
   */
  public static boolean typed(App app, String question, String word) {
    if (!Console.isTerminal(0)) {
      throw new WrongInput(question + " There is no terminal to answer on", "say --yes");
    }
    app.console().out(question + " Type " + word + ":");
    // Nothing interrupts whoever reads from a terminal, so that is another thread.
    FutureTask<@Nullable String> typed = new FutureTask<>(Question::read);
    Thread.ofPlatform().daemon().start(typed);
    try {
      return word.equals(typed.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeTrouble.Cancelled("the nodes");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable String read() throws IOException {
    return new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))
        .readLine();
  }
}
