-- More of the way from camera to screen, in ms. Null means unknown, as everywhere in this table.
alter table viewer_quality_window
    -- The time that the video spends in the media server on its way to the viewer. The latency from camera to server contains
    -- as much, because the worker is behind the media server too.
    add column media_server_ms             double precision,
    -- The camera's own delay, from light to the browser, with half of its 95 % interval: a part of the latency from camera to
    -- server, known where a clock page and a stamp stand in one picture.
    add column capture_ms                  double precision,
    add column capture_plus_minus_ms       double precision,
    -- Frames that a worker and the viewer's page have both timed, and means over exactly these frames: from the instant in
    -- the code to the arrival of the first packet at the worker; from the arrival of the last packet there to that at the
    -- page; from the arrival of the first packet at the worker to the screen.
    add column matched_frames              integer,
    add column matched_camera_to_server_ms double precision,
    add column matched_downlink_ms         double precision,
    add column matched_server_to_screen_ms double precision;
