package dev.flocker.lab;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Appends numbers in rising order to the table {@code appends}, each in a transaction. */
final class Appender extends Client {

  private final int writer;
  private final Set<Long> acknowledged = new ConcurrentSkipListSet<>();
  private volatile long tried;

  /**
   * @param from the number before the first that it appends
   */
  Appender(int writer, long from) {
    super("appender-" + writer, writer);
    this.writer = writer;
    this.tried = from;
  }

  int writer() {
    return writer;
  }

  @Override
  void act(Connection connection) throws SQLException {
    long number = tried + 1;
    tried = number;
    try (var statement =
        connection.prepareStatement("INSERT INTO appends (writer, number) VALUES (?, ?)")) {
      statement.setInt(1, writer);
      statement.setLong(2, number);
      statement.executeUpdate();
    }
    acknowledged.add(number);
  }

  /** The last number that it tried to append. */
  long tried() {
    return tried;
  }

  /** How many were acknowledged. */
  int acknowledged() {
    return acknowledged.size();
  }

  /**
   * What is wrong with what the database holds of it.
   *
   * @param held the numbers after the one that it began with, in the order of the table
   */
  List<String> faults(List<Long> held) {
    List<String> faults = new ArrayList<>();
    var lost = new ConcurrentSkipListSet<>(acknowledged);
    held.forEach(lost::remove);
    if (!lost.isEmpty()) {
      faults.add("lost of appender " + writer + ": " + lost);
    }
    for (int i = 1; i < held.size(); i++) {
      if (held.get(i) <= held.get(i - 1)) {
        faults.add(
            "appender %d: %d stands after %d".formatted(writer, held.get(i), held.get(i - 1)));
      }
    }
    held.stream()
        .filter(number -> number > tried)
        .forEach(number -> faults.add("appender " + writer + " never wrote " + number));
    return faults;
  }
}
