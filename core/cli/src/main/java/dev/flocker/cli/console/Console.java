package dev.flocker.cli.console;

import dev.flocker.node.host.Masker;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Where everything is printed: secrets masked, colour and a passing status on a terminal only. */
public final class Console {

  /** Columns that a line should not be longer than. */
  static final int WIDTH = 80;

  /** Of ASCII and of Latin 1, and what turns the direction of writing or hides. */
  private static final Pattern CONTROL =
      Pattern.compile(
          "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff]");

  /** Begins a colour in a text that is not printed yet; nobody else knows it. */
  private final String mark = "\ue000" + UUID.randomUUID() + ":";

  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private final boolean colour;
  private final Set<String> hidden = new LinkedHashSet<>();
  private Masker masker = new Masker(hidden);
  private boolean status;

  public Console(PrintStream out, PrintStream err, boolean terminal, boolean colour) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.colour = colour;
  }

  /** That of this process. */
  public static Console of(Map<String, String> environment) {
    boolean terminal = isTerminal(1) && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new Console(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        terminal,
        terminal && environment.getOrDefault("NO_COLOR", "").isEmpty());
  }

  private static PrintStream stream(FileDescriptor to) {
    return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
  }

  /** {@code System.console()} no longer tells; where there is no /proc, output stays plain. */
  public static boolean isTerminal(int descriptor) {
    try {
      String name = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return name.startsWith("/dev/pts/") || name.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  /** Hides these too from now on. */
  public synchronized void hide(Collection<String> secrets) {
    hidden.addAll(secrets);
    masker = new Masker(hidden);
  }

  public synchronized void out(String line) {
    clear();
    out.println(printable(line));
  }

  public synchronized void err(String line) {
    clear();
    err.println(printable(line));
  }

  /**
   * Prints one object as one line of JSON. Its texts are masked before they are quoted, its keys
   * are flocker's own.
   *
   * @param plain maps, lists, texts, numbers and truth values
   */
  public synchronized void json(Object plain) {
    clear();
    String line = Json.line(plain, masker::mask);
    out.println(CONTROL.matcher(line).replaceAll(Console::escaped));
  }

  /** In JSON, where it can only be within a text. */
  private static String escaped(MatchResult found) {
    return "\\\\u%04x".formatted((int) found.group().charAt(0));
  }

  /** A text in which every secret is replaced, for what is written elsewhere. */
  public synchronized String masked(String text) {
    return masker.mask(text);
  }

  /** A text as it would be printed, for what is looked at elsewhere. */
  public synchronized String shown(String text) {
    return printable(text);
  }

  /** Shows what is going on until the next line is printed; on a terminal only. */
  synchronized void status(String text) {
    if (terminal) {
      String line = printable(text).replaceAll("[\\n\\t]", " ");
      String fitting = line.substring(0, Math.min(line.length(), WIDTH - 1));
      out.print("\r\u001b[K" + fitting);
      out.flush();
      status = true;
    }
  }

  /** Shows lines in place of all that a terminal shows; elsewhere below what was printed before. */
  public synchronized void page(List<String> lines) {
    clear();
    StringBuilder page = new StringBuilder(terminal ? "\u001b[H" : "");
    for (String line : lines) {
      page.append(printable(line))
          .append(terminal ? "\u001b[K" : "")
          .append(System.lineSeparator());
    }
    out.print(page.append(terminal ? "\u001b[J" : ""));
    out.flush();
  }

  /** Passes on bytes as they are: what reads them is another program, or obeys them at its will. */
  public synchronized void pass(byte[] bytes, int length, boolean toErrors) {
    PrintStream to = toErrors ? err : out;
    to.write(bytes, 0, length);
    to.flush();
  }

  /** Prints a part of a line. */
  synchronized void part(String text, boolean toErrors) {
    PrintStream to = toErrors ? err : out;
    to.print(printable(text));
    to.flush();
  }

  /** Whether nobody reads any more what is printed. */
  public boolean isUnread() {
    return out.checkError();
  }

  String paint(Paint paint, String text) {
    return paint(paint.code(), text);
  }

  String paint(String code, String text) {
    return colour ? mark + code + "m" + text + mark + "0m" : text;
  }

  /**
   * What a terminal shows and does not obey: much of what is printed comes from nodes, and from
   * what their containers say. Line ends and tabs stay.
   */
  private String printable(String text) {
    return CONTROL.matcher(masker.mask(text)).replaceAll("\ufffd").replace(mark, "\u001b[");
  }

  private void clear() {
    if (status) {
      out.print("\r\u001b[K");
      out.flush();
      status = false;
    }
  }
}
