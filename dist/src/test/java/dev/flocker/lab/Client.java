package dev.flocker.lab;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * One client of a database, in a thread of its own, that goes by the routes of the nodes in turn:
 * when a connection breaks, or answers nothing for some seconds, it takes the next node.
 *
 * <p>What an earlier connection of this client may still have in hand is ended before the next one
 * is used, so that what this client does happens in the order in which it does it.
 */
abstract class Client implements AutoCloseable {

  private static final String SECONDS = "5";
  private static final long BETWEEN = 20;

  private final String name;
  private final Thread thread;
  private volatile boolean closed;
  private volatile String trouble = "";
  private int next;

  /**
   * @param name by which the database knows its connections
   * @param next the index of the node to begin with
   */
  Client(String name, int next) {
    this.name = name;
    this.next = next;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::work);
  }

  final void start() {
    thread.start();
  }

  /** One thing done; what it throws means that nobody knows whether it was. */
  abstract void act(Connection connection) throws SQLException;

  private void work() {
    while (!closed) {
      try (Connection connection = connect()) {
        while (!closed) {
          act(connection);
          Lab.pause(BETWEEN);
        }
      } catch (SQLException e) {
        trouble = String.valueOf(e.getMessage());
        Lab.pause(BETWEEN);
      }
    }
  }

  private Connection connect() throws SQLException {
    String node = Lab.NODES.get(next++ % Lab.NODES.size());
    Properties how = new Properties();
    how.setProperty("user", "postgres");
    how.setProperty("password", Ledger.PASSWORD);
    how.setProperty("connectTimeout", SECONDS);
    how.setProperty("loginTimeout", SECONDS);
    how.setProperty("socketTimeout", SECONDS);
    how.setProperty("ApplicationName", name);
    Connection connection =
        DriverManager.getConnection(
            "jdbc:postgresql://" + Lab.address(node) + ":5432/postgres", how);
    try {
      endOthersOfMine(connection);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private void endOthersOfMine(Connection connection) throws SQLException {
    // OFFSET 0: first find them, then end them.
    try (var statement =
        connection.prepareStatement(
            """
            SELECT count(*) FROM (
              SELECT pid FROM pg_stat_activity
              WHERE application_name = ? AND pid <> pg_backend_pid() OFFSET 0) mine
            WHERE NOT pg_terminate_backend(pid, 3000)
            """)) {
      statement.setString(1, name);
      try (var row = statement.executeQuery()) {
        row.next();
        if (row.getInt(1) > 0) {
          throw new SQLException("an earlier connection does not end");
        }
      }
    }
  }

  /** Why it last changed its connection; empty if it never did. */
  final String trouble() {
    return trouble;
  }

  /** Returns when what is in hand has ended. */
  @Override
  public final void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a client", e);
    }
  }
}
