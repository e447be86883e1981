package dev.flocker.cli.main;

import dev.flocker.api.value.Durations;
import dev.flocker.cli.command.Tail;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads values of options; picocli's own converters speak of Java's types. */
public final class Converters {

  private Converters() {}

  public static void register(CommandLine line) {
    line.registerConverter(Duration.class, plain(Durations::parse));
    line.registerConverter(int.class, plain(Converters::number));
    line.registerConverter(boolean.class, plain(Converters::truth));
    line.registerConverter(Path.class, plain(Converters::path));
    line.registerConverter(Pattern.class, plain(Converters::pattern));
    line.registerConverter(Tail.class, plain(Tail::parse));
  }

  private static int number(String text) {
    if (text.matches("[1-9][0-9]{0,3}")) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException("\"" + text + "\" is no number from 1 to 9999");
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw new IllegalArgumentException("\"" + text + "\" is not true or false");
    };
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no path");
    }
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no regular expression: " + e.getDescription());
    }
  }

  private static <T> ITypeConverter<T> plain(ITypeConverter<T> converter) {
    return text -> {
      try {
        return converter.convert(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }
}
