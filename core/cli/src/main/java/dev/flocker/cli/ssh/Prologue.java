package dev.flocker.cli.ssh;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/**
 * What a stream carries before the command begins that somebody waits for: what a login shell
 * prints, and what sudo asks. Ends with a line that the command's script prints first: a mark and
 * the number of its process.
 */
final class Prologue {

  /** Begins that line. */
  static final String MARK = "flocker-begins-here";

  private static final int KEPT = 16_384;
  private static final int LONGEST_NUMBER = 20;

  private final InputStream stream;
  private final CompletableFuture<Boolean> begun = new CompletableFuture<>();
  private volatile String process = "";
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  /**
   * @param asked gets how often sudo has asked for a password by then, each time that it does
   */
  Prologue(InputStream stream, IntConsumer asked) {
    this.stream = new BufferedInputStream(stream);
    Thread.ofPlatform().daemon().start(() -> begun.complete(read(asked)));
  }

  /** Whether the command has begun; if not, the stream has ended before. */
  CompletableFuture<Boolean> begun() {
    return begun;
  }

  /** The number of its process, once that has begun. */
  String process() {
    return process;
  }

  /** What comes after. */
  InputStream rest() {
    return stream;
  }

  /** What was said until then, without sudo's questions. */
  synchronized String text() {
    return said.toString(StandardCharsets.UTF_8).replace(Become.PROMPT, "");
  }

  /** A byte at a time: what follows the mark is for another reader. */
  private boolean read(IntConsumer asked) {
    Ending mark = new Ending(MARK);
    Ending prompt = new Ending(Become.PROMPT);
    int questions = 0;
    try {
      for (int next; (next = stream.read()) >= 0; ) {
        keep(next);
        if (mark.isReached(next)) {
          process = rest(stream).strip();
          return true;
        }
        if (prompt.isReached(next)) {
          asked.accept(++questions);
        }
      }
    } catch (IOException lost) {
      // What was said until then is kept.
    }
    return false;
  }

  /** A terminal ends lines otherwise than a pipe. */
  private static String rest(InputStream line) throws IOException {
    StringBuilder rest = new StringBuilder();
    for (int next; rest.length() < LONGEST_NUMBER && (next = line.read()) >= 0 && next != '\n'; ) {
      rest.append((char) next);
    }
    return rest.toString();
  }

  private synchronized void keep(int next) {
    if (said.size() < KEPT) {
      said.write(next);
    }
  }

  /** Whether what was read ends with a word none of whose letters but the first begins it anew. */
  private static final class Ending {
    private final String word;
    private int reached;

    Ending(String word) {
      this.word = word;
    }

    boolean isReached(int next) {
      reached = next == word.charAt(reached) ? reached + 1 : next == word.charAt(0) ? 1 : 0;
      if (reached < word.length()) {
        return false;
      }
      reached = 0;
      return true;
    }
  }
}
