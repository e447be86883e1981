package dev.flocker.lab;

import dev.flocker.docs.Pages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page that can be lived through, in order: blocks {@code console}, in which each line that
 * begins with {@code $} is typed; blocks {@code diff FILE}; and what befalls nodes, which a reader
 * does not see, as {@code <!-- lab kill n2 -->}.
 */
record Chapter(List<Step> steps) {

  private static final Pattern BEFALLS = Pattern.compile("<!-- lab (.+) -->");
  private static final Pattern EXIT = Pattern.compile("console exit ([0-9]+)");

  /** Something that happens, and where the page says so. */
  sealed interface Step {
    int line();
  }

  /**
   * A command.
   *
   * @param exit what it ends with
   * @param openZfs whether a node with zfs-fuse refuses it
   * @param shown what the page shows of its output, line by line
   */
  record Typed(int line, String command, int exit, boolean openZfs, List<String> shown)
      implements Step {}

  /** A change of a file. */
  record Edited(int line, String file, List<Hunk> hunks) implements Step {

    /** The text of the file when it is made. */
    String in(String text) {
      for (Hunk hunk : hunks) {
        int at = text.indexOf(hunk.before());
        if (at < 0 || text.indexOf(hunk.before(), at + 1) >= 0) {
          throw new AssertionError(
              "line %d: not there once in %s:%n%s".formatted(line, file, hunk.before()));
        }
        text = text.replace(hunk.before(), hunk.after());
      }
      return text;
    }
  }

  /** What befalls a node: arguments of {@code lab/lab}. */
  record Befalls(int line, List<String> lab) implements Step {}

  /** Whole lines that are replaced by others. */
  record Hunk(String before, String after) {}

  static Chapter of(Path page) {
    List<Step> steps = new ArrayList<>();
    for (Pages.Block block : Pages.blocks(page)) {
      if (block.kind().startsWith("diff ")) {
        steps.add(new Edited(block.line(), block.kind().substring(5), hunks(block.text())));
      } else if (!block.kind().startsWith("yaml ")) {
        steps.addAll(typed(block));
      }
    }
    List<String> lines = Pages.lines(page);
    for (int i = 0; i < lines.size(); i++) {
      Matcher m = BEFALLS.matcher(lines.get(i));
      if (m.matches()) {
        steps.add(new Befalls(i + 1, Arrays.asList(m.group(1).split(" "))));
      }
    }
    steps.sort(Comparator.comparingInt(Step::line));
    return new Chapter(steps);
  }

  List<Typed> typed() {
    return steps.stream().filter(Typed.class::isInstance).map(Typed.class::cast).toList();
  }

  private static List<Typed> typed(Pages.Block block) {
    int exit = 0;
    Matcher m = EXIT.matcher(block.kind());
    boolean openZfs = block.kind().equals("console openzfs");
    if (m.matches()) {
      exit = Integer.parseInt(m.group(1));
    } else if (!openZfs && !block.kind().equals("console")) {
      throw new AssertionError(block + ": nobody knows how to live through that");
    }
    List<Typed> found = new ArrayList<>();
    int line = block.line();
    for (String text : block.text().lines().toList()) {
      line++;
      if (text.startsWith("$ ")) {
        found.add(new Typed(line, text.substring(2), exit, openZfs, new ArrayList<>()));
      } else if (text.isBlank()) {
        continue;
      } else if (found.isEmpty()) {
        throw new AssertionError(block + " shows what nobody typed: " + text);
      } else {
        found.getLast().shown().add(text);
      }
    }
    return found;
  }

  private static List<Hunk> hunks(String diff) {
    return Arrays.stream(diff.split("(?m)^@@\n"))
        .map(hunk -> new Hunk(side(hunk, '+'), side(hunk, '-')))
        .toList();
  }

  /** A hunk without the lines of one kind. */
  private static String side(String hunk, char without) {
    StringBuilder side = new StringBuilder();
    hunk.lines()
        .filter(line -> line.charAt(0) != without)
        .forEach(line -> side.append(line.substring(1)).append('\n'));
    return side.toString();
  }
}
