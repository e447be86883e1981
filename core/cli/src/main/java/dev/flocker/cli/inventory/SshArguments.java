package dev.flocker.cli.inventory;

import dev.flocker.cli.template.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments that an inventory has for OpenSSH's client.
 *
 * @param honoured flag and value in turn, {@code -o} and {@code ProxyJump=gate}: what says which
 *     host is reached and how
 * @param ignored flags that change nothing there or that flocker has no use for
 */
record SshArguments(List<String> honoured, List<String> ignored) {

  private static final String HONOURED = "oJFilpcm";
  private static final String WITH_VALUE = "BbDEeILOQRSWw";
  private static final String ALONE = "46AaCfGgKkMNnqsTtVvXxYy";

  /**
   * @throws IllegalArgumentException with cause and remedy, if it is no line of arguments
   */
  static SshArguments parse(String line) {
    List<String> honoured = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    List<String> words = Words.of(line);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.length() < 2 || !word.startsWith("-")) {
        throw unknown(word);
      }
      int at = 1;
      while (at < word.length() && ALONE.indexOf(word.charAt(at)) >= 0) {
        ignored.add("-" + word.charAt(at++));
      }
      if (at == word.length()) {
        continue;
      }
      char flag = word.charAt(at);
      boolean inNext = at + 1 == word.length();
      if ((HONOURED + WITH_VALUE).indexOf(flag) < 0 || (inNext && i + 1 == words.size())) {
        throw unknown(word);
      }
      String value = inNext ? words.get(++i) : word.substring(at + 1);
      if (HONOURED.indexOf(flag) >= 0) {
        honoured.addAll(List.of("-" + flag, value));
      } else {
        ignored.add("-" + flag);
      }
    }
    return new SshArguments(List.copyOf(honoured), List.copyOf(ignored));
  }

  private static IllegalArgumentException unknown(String word) {
    return new IllegalArgumentException(
        "\"" + word + "\" is no option of ssh's; use -o OPTION=VALUE, -J HOST or -F FILE");
  }
}
