<?php
// One visit: a row, committed, and the number of them. A visit that loses its database on the way
// starts anew, as often as it takes within half a minute.

function setting(string ...$names): string {
  foreach ($names as $name) {
    if (getenv($name) !== false) {
      return getenv($name);
    }
  }
  return '';
}

function visit(string $host): array {
  $db = new mysqli(setting('WORDPRESS_DB_HOST', 'MYSQL_HOST'), setting('WORDPRESS_DB_USER', 'MYSQL_USER'),
    setting('WORDPRESS_DB_PASSWORD', 'MYSQL_PASSWORD'), setting('WORDPRESS_DB_NAME', 'MYSQL_DATABASE'));
  $db->query('CREATE TABLE IF NOT EXISTS visits (
    id bigint AUTO_INCREMENT PRIMARY KEY, host text NOT NULL, at timestamp NOT NULL DEFAULT now())');
  $db->execute_query('INSERT INTO visits (host) VALUES (?)', [$host]);
  return [$db->insert_id, $db->query('SELECT count(*) FROM visits')->fetch_column()];
}

function hits(string $redis): string {
  $to = fsockopen($redis, 6379, $code, $why, 5);
  fwrite($to, "INCR hits\r\n");
  return ltrim(trim(fgets($to)), ':');
}

header('Content-Type: text/plain');
$end = microtime(true) + 30;
while (true) {
  try {
    [$row, $visits] = visit(gethostname());
    echo "visits: $visits\nrow: $row\nhost: ", gethostname(), "\n";
    if (setting('REDIS_HOST') !== '') {
      echo 'hits: ', hits(setting('REDIS_HOST')), "\n";
    }
    break;
  } catch (mysqli_sql_exception $e) {
    if (microtime(true) > $end) {
      http_response_code(503);
      echo $e->getMessage(), "\n";
      break;
    }
    usleep(200000);
  }
}
