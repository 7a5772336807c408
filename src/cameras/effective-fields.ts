/** The URL of a camera's address, as `derivedInputs` in `writing/camera-reach.ts` writes it. */
const addressUrl = `'http://' || case when strpos(c.ip, ':') > 0 then '[' || c.ip || ']' else c.ip end
  || coalesce(':' || c.port::text, '') || case when left(coalesce(c.video_path, c.image_path, '/'), 1) = '/' then '' else '/' end
  || coalesce(c.video_path, c.image_path, '/')`;

/** SQL over `cameras c`: its inputs, explicit ones or those that are derived from its URLs. */
export const effectiveInputs = `case when c.inputs is not null then c.inputs
  when coalesce(c.stream_url, c.snapshot_url) is not null
    then jsonb_build_array(jsonb_build_object('url', coalesce(c.stream_url, c.snapshot_url)))
  when c.ip is not null then jsonb_build_array(jsonb_build_object('url', ${addressUrl}))
  else '[]'::jsonb end`;

/**
 * SQL over `cameras c`: the URLs of those inputs, a line each, their secrets masked as they are stored; exactly the
 * expression of cameras_input_urls_idx. The punctuation of JSON is removed, so that no search matches a bracket.
 */
export const inputUrls = `case when c.inputs is not null
  then replace(left(substr(jsonb_path_query_array(c.inputs, '$[*].url')::text, 3), -2), '", "', chr(10))
  else coalesce(c.stream_url, c.snapshot_url, ${addressUrl}) end`;

const presetMedia = `jsonb_strip_nulls(jsonb_build_object('dvr', p.dvr, 'vision', p.vision))`;

/**
 * SQL over `cameras c`: its effective media. A preset that is not adjustable decides `dvr` and `vision` alone; an
 * adjustable one fills in what the camera does not set. This is the only place of that rule.
 */
export const effectiveMedia = `case when c.preset_id is null then c.media else (
  select case when p.is_adjustable then ${presetMedia} || c.media || jsonb_strip_nulls(jsonb_build_object(
      'dvr', nullif(coalesce(p.dvr, '{}') || coalesce(c.media->'dvr', '{}'), '{}')))
    else c.media - 'dvr' - 'vision' || ${presetMedia} end
  from presets p where p.id = c.preset_id) end`;
