package dev.flocker.lab;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Appends numbers to a table by way of a connection pooler, in a thread of its own, and connects
 * anew when a connection breaks; remembers each number that was acknowledged.
 */
final class PooledWriter implements AutoCloseable {

  private final Set<Long> acknowledged = new ConcurrentSkipListSet<>();
  private final String url;
  private final Thread thread;
  private volatile boolean closed;
  private long number;

  /**
   * @param database at the port 6432 of {@code node}
   */
  PooledWriter(String node, String database) {
    url = "jdbc:postgresql://" + Lab.address(node) + ":6432/" + database;
    thread = Thread.ofPlatform().daemon().start(this::work);
  }

  /** How many it has written that are there for certain. */
  int written() {
    return acknowledged.size();
  }

  /** All numbers that were acknowledged, once the last one has been written. */
  Set<Long> stop() {
    close();
    return Set.copyOf(acknowledged);
  }

  private void work() {
    while (!closed) {
      try (Connection connection = connect()) {
        while (!closed) {
          append(connection, ++number);
          Lab.pause(20);
        }
      } catch (SQLException e) {
        Lab.pause(100);
      }
    }
  }

  private Connection connect() throws SQLException {
    Properties how = new Properties();
    how.setProperty("user", "writer");
    how.setProperty("password", "whatever");
    how.setProperty("prepareThreshold", "0"); // the next transaction may go to another session
    how.setProperty("socketTimeout", "30");
    return DriverManager.getConnection(url, how);
  }

  private void append(Connection connection, long value) throws SQLException {
    try (var statement = connection.prepareStatement("INSERT INTO appends VALUES (?)")) {
      statement.setLong(1, value);
      statement.executeUpdate();
    }
    acknowledged.add(value);
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a writer", e);
    }
  }
}
