/** The first source of a camera of which nobody set the inputs, as a text; the twin of `derivedInputs` in `writing/`. */
const addressUrl = `'http://' || case when strpos(c.ip, ':') > 0 then '[' || c.ip || ']' else c.ip end
  || coalesce(':' || c.port::text, '') || case when left(coalesce(c.video_path, c.image_path, '/'), 1) = '/' then '' else '/' end
  || coalesce(c.video_path, c.image_path, '/')`;

/** SQL over `cameras c`: its inputs as they are shown, those that somebody set or those that follow from its URLs. */
export const effectiveInputs = `case when c.inputs is not null then c.inputs
  when coalesce(c.stream_url, c.snapshot_url) is not null
    then jsonb_build_array(jsonb_build_object('url', coalesce(c.stream_url, c.snapshot_url)))
  when c.ip is not null then jsonb_build_array(jsonb_build_object('url', ${addressUrl}))
  else '[]'::jsonb end`;

/**
 * SQL over `cameras c`: the URLs of those inputs, a line each, their secrets veiled as they are stored; exactly the
 * expression of cameras_input_urls_idx. Of JSON the punctuation is cut away: nobody finds a camera by a bracket.
 */
export const inputUrls = `case when c.inputs is not null
  then replace(left(substr(jsonb_path_query_array(c.inputs, '$[*].url')::text, 3), -2), '", "', chr(10))
  else coalesce(c.stream_url, c.snapshot_url, ${addressUrl}) end`;

const presetMedia = `jsonb_strip_nulls(jsonb_build_object('dvr', p.dvr, 'vision', p.vision))`;

/**
 * SQL over `cameras c`: its media as they hold. A preset that is not adjustable decides `dvr` and `vision` alone; one
 * that is says what the camera does not. Here and nowhere else.
 */
export const effectiveMedia = `case when c.preset_id is null then c.media else (
  select case when p.is_adjustable then ${presetMedia} || c.media || jsonb_strip_nulls(jsonb_build_object(
      'dvr', nullif(coalesce(p.dvr, '{}') || coalesce(c.media->'dvr', '{}'), '{}')))
    else c.media - 'dvr' - 'vision' || ${presetMedia} end
  from presets p where p.id = c.preset_id) end`;
