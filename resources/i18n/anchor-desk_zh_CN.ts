<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>BackupPanel</name>
    <message>
        <source>Backups on this PC</source>
        <translation>本机备份</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>备份时间</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>记录数</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Back to the sessions</source>
        <translation>返回场次</translation>
    </message>
    <message>
        <source>Check this backup</source>
        <translation>检查这个备份</translation>
    </message>
    <message>
        <source>Restore it and start again</source>
        <translation>恢复并重新启动</translation>
    </message>
    <message>
        <source>It is whole and fits this PC: {events} entries. Restoring keeps the present database beside it, brings newer entries back from the journal and starts the desk again.</source>
        <translation>备份完好，属于本机：{events} 条记录。恢复时现有数据库会保留在旁边，更新的记录会从日志补回，然后主播台重新启动。</translation>
    </message>
    <message>
        <source>Nothing was changed. {reason}</source>
        <translation>什么都没有改动。{reason}</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>A session is open. Close it first, then a backup can be restored.</source>
        <translation>有场次正在进行。请先收场，再恢复备份。</translation>
    </message>
    <message>
        <source>Choose a backup and check it. Nothing is changed by that.</source>
        <translation>选一个备份并检查，检查不会改动任何东西。</translation>
    </message>
    <message>
        <source>There is no backup yet. One is made every 30 minutes while the desk runs.</source>
        <translation>还没有备份。主播台运行时每 30 分钟备份一次。</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查……</translation>
    </message>
</context>
<context>
    <name>Base</name>
    <message>
        <source>This PC&apos;s keyring does not give the key to the base. Log in to the desktop, or unlock the keyring.</source>
        <translation>本机钥匙串无法给出基地密钥。请登录桌面，或解锁钥匙串。</translation>
    </message>
    <message>
        <source>This user of the PC has no key to the base. Join it again with a new code.</source>
        <translation>本机的这个用户没有基地密钥。请用新的入网码重新加入。</translation>
    </message>
    <message>
        <source>Every sale is saved here and logging goes on. Join again under Prepare with a new code from the base: what waits here then goes up by itself.</source>
        <translation>每笔成交都已存在本机，记录照常进行。请向基地索取新的入网码，在“备播”页重新加入；等待的记录随后会自动上传。</translation>
    </message>
    <message>
        <source>Logging goes on, but {count} records are on this PC only until then. Do not switch PCs.</source>
        <translation>记录照常进行，但在此之前有 {count} 条记录只存在本机。请不要更换电脑。</translation>
    </message>
    <message>
        <source>The base was restored and does not know this PC any more. Join it again with a new code.</source>
        <translation>基地恢复过备份，已不认识这台电脑。请用新的入网码重新加入。</translation>
    </message>
    <message>
        <source>an unknown day</source>
        <translation>未知日期</translation>
    </message>
    <message>
        <source>The certificate of the base at {host} ended on {until}. This PC&apos;s clock says {here}: if that is wrong, set it; if it is right, the base needs a new certificate. Nothing was sent. Call the base.</source>
        <translation>基地 {host} 的证书已于 {until} 到期。本机时钟为 {here}：若不对，请校准；若正确，则基地需要更换证书。没有发送任何内容。请联系基地。</translation>
    </message>
    <message>
        <source>The certificate of the base at {host} begins only on {begins}. This PC&apos;s clock says {here}: if that is wrong, set it; if it is right, call the base. Nothing was sent.</source>
        <translation>基地 {host} 的证书从 {begins} 起才有效。本机时钟为 {here}：若不对，请校准；若正确，请联系基地。没有发送任何内容。</translation>
    </message>
    <message>
        <source>What answers at {host} shows the certificate of another address, good until {until}; this PC&apos;s clock says {here}. Nothing was sent. Check the base&apos;s address; if it is right, call the base.</source>
        <translation>{host} 出示的是另一个地址的证书，有效期至 {until}；本机时钟为 {here}。没有发送任何内容。请核对基地地址；若正确，请联系基地。</translation>
    </message>
    <message>
        <source>The certificate that {host} shows is from an authority this PC does not know; it is good until {until}, this PC&apos;s clock says {here}. Nothing was sent. Perhaps the network wants a login first; else call the base.</source>
        <translation>{host} 出示的证书由本机不认识的机构签发，有效期至 {until}，本机时钟为 {here}。没有发送任何内容。可能是网络要求先登录；否则请联系基地。</translation>
    </message>
    <message>
        <source>No secure connection to the base at {host}: {detail}. This PC&apos;s clock says {here}. Nothing was sent. Call the base.</source>
        <translation>无法与基地 {host} 建立安全连接：{detail}。本机时钟为 {here}。没有发送任何内容。请联系基地。</translation>
    </message>
    <message>
        <source>This PC&apos;s clock is {minutes} min behind the base&apos;s. Sales are kept; set the clock.</source>
        <translation>本机时钟比基地慢 {minutes} 分钟。成交照常保存，请校准时钟。</translation>
    </message>
    <message>
        <source>This PC&apos;s clock is {minutes} min ahead of the base&apos;s. Sales are kept; set the clock.</source>
        <translation>本机时钟比基地快 {minutes} 分钟。成交照常保存，请校准时钟。</translation>
    </message>
    <message>
        <source>{count} records are safe here, but the base could not take them. Call the base.</source>
        <translation>{count} 条记录已安全存于本机，但基地无法接收。请联系基地。</translation>
    </message>
    <message>
        <source>The base asked this PC to wait. It tries again by itself.</source>
        <translation>基地要求稍等，本机会自动重试。</translation>
    </message>
    <message>
        <source>Sending to the base failed on this PC. It tries again by itself; if it stays so, call the base.</source>
        <translation>本机向基地发送失败，会自动重试；若一直如此，请联系基地。</translation>
    </message>
    <message>
        <source>The base does not answer. This PC tries again by itself.</source>
        <translation>基地没有应答，本机会自动重试。</translation>
    </message>
    <message>
        <source>The base holds other records of this PC. Was a backup restored, or the folder copied? Call the base.</source>
        <translation>基地保存的本机记录与这里不同。是否恢复过备份或复制过文件夹？请联系基地。</translation>
    </message>
    <message>
        <source>The base does not know this PC. Join it again with a new code.</source>
        <translation>基地不认识这台电脑。请用新的入网码重新加入。</translation>
    </message>
    <message>
        <source>The base has struck this PC off. Ask its staff, then join it again.</source>
        <translation>基地已注销这台电脑。请询问工作人员后重新加入。</translation>
    </message>
    <message>
        <source>The base does not know this code, or it was used or is too old. Ask for a new one.</source>
        <translation>基地不认识这个入网码，或已用过、已过期。请索取新的入网码。</translation>
    </message>
    <message>
        <source>The base knows this PC already. Ask its staff to strike it off first.</source>
        <translation>基地已有这台电脑。请工作人员先将其注销。</translation>
    </message>
    <message>
        <source>This program is too old for the base. Install the newest version.</source>
        <translation>本程序版本过旧，基地不再支持。请安装最新版本。</translation>
    </message>
    <message>
        <source>The base finds a record too large. Call the base.</source>
        <translation>基地认为有一条记录过大。请联系基地。</translation>
    </message>
    <message>
        <source>This PC may not do that at the base. Ask its staff.</source>
        <translation>这台电脑在基地没有此权限。请询问工作人员。</translation>
    </message>
    <message>
        <source>Too many tries. Wait a minute, then try again.</source>
        <translation>尝试次数过多。请等一分钟再试。</translation>
    </message>
    <message>
        <source>The base refused: {reason}</source>
        <translation>基地拒绝：{reason}</translation>
    </message>
    <message>
        <source>this PC has no usable keyring. Log in to its desktop as the user who streams.</source>
        <translation>本机没有可用的密钥环。请以开播用户登录桌面。</translation>
    </message>
    <message>
        <source>this PC&apos;s keyring is locked. Unlock it and try again.</source>
        <translation>本机密钥环已锁定。请解锁后重试。</translation>
    </message>
    <message>
        <source>this PC&apos;s keyring would write secrets to a plain file, so it is not used. Call the technician.</source>
        <translation>本机密钥环会把密码写入明文文件，因此没有使用。请联系技术人员。</translation>
    </message>
    <message>
        <source>this PC&apos;s keyring did not answer as it should. Log in again and retry.</source>
        <translation>本机密钥环没有正常应答。请重新登录后再试。</translation>
    </message>
</context>
<context>
    <name>BaseForm</name>
    <message>
        <source>Base address</source>
        <translation>基地地址</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>入网码</translation>
    </message>
    <message>
        <source>from the base&apos;s staff</source>
        <translation>由基地工作人员提供</translation>
    </message>
    <message>
        <source>Join the base</source>
        <translation>加入基地</translation>
    </message>
    <message>
        <source>Type the base&apos;s address and the code that its staff gave you.</source>
        <translation>请填写基地地址和基地工作人员给的入网码。</translation>
    </message>
    <message>
        <source>Joining…</source>
        <translation>正在加入…</translation>
    </message>
</context>
<context>
    <name>CardPanel</name>
    <message>
        <source>Script</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>Points and answers</source>
        <translation>卖点与问答</translation>
    </message>
    <message>
        <source>Nothing is on yet. Press Page Down to put the first row on.</source>
        <translation>还没有开始讲解。按 Page Down 上第一款。</translation>
    </message>
</context>
<context>
    <name>Connections</name>
    <message>
        <source>Saved. Connecting to OBS.</source>
        <translation>已保存，正在连接 OBS。</translation>
    </message>
    <message>
        <source>Not saved, the old connection stands: {reason}</source>
        <translation>没有保存，原来的连接不变：{reason}</translation>
    </message>
    <message>
        <source>This PC has joined the base. Its content follows.</source>
        <translation>本机已加入基地，内容随后同步下来。</translation>
    </message>
    <message>
        <source>The base does not answer. Check the address and the network, then try again.</source>
        <translation>基地没有应答。请检查地址和网络，然后再试。</translation>
    </message>
    <message>
        <source>This PC could not join: {reason}</source>
        <translation>本机未能加入：{reason}</translation>
    </message>
</context>
<context>
    <name>ContentService</name>
    <message>
        <source>Shops and products could not be read from this PC. Sales already logged are safe. Start the program again; if it stays so, call the technician.</source>
        <translation>无法读取本机的店铺和商品。已记录的销售是安全的。请重新启动程序；若仍如此，请联系技术员。</translation>
    </message>
    <message>
        <source>The files could not be imported, so nothing was changed. See the log for the reason.</source>
        <translation>文件无法导入，未作任何更改。原因见日志。</translation>
    </message>
</context>
<context>
    <name>ControlBar</name>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>End of the lineup</source>
        <translation>排品表已到末尾</translation>
    </message>
    <message>
        <source>segment</source>
        <translation>本环节</translation>
    </message>
    <message>
        <source>▲ {time} over</source>
        <translation>▲ 超时 {time}</translation>
    </message>
    <message>
        <source>Put the row before on</source>
        <translation>上一款</translation>
    </message>
    <message>
        <source>Put the next row on</source>
        <translation>下一款</translation>
    </message>
</context>
<context>
    <name>ControlDrawer</name>
    <message>
        <source>Control desk</source>
        <translation>控制台</translation>
    </message>
    <message>
        <source>Close the control desk</source>
        <translation>关闭控制台</translation>
    </message>
    <message>
        <source>OBS was not reached yet.</source>
        <translation>还没有连上过 OBS。</translation>
    </message>
    <message>
        <source>{seconds} s old</source>
        <translation>{seconds} 秒前的</translation>
    </message>
    <message>
        <source>OBS does not answer. What you see here is {age}.</source>
        <translation>OBS 没有应答。这里显示的是{age}状态。</translation>
    </message>
    <message>
        <source>OBS answers late. What you see here is {age}.</source>
        <translation>OBS 应答缓慢。这里显示的是{age}状态。</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Media</source>
        <translation>媒体</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>滤镜</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Opening the ledger of this PC …</source>
        <translation>正在打开本机账本…</translation>
    </message>
    <message>
        <source>Putting the backup in place and checking the ledger …</source>
        <translation>正在恢复备份并检查账本……</translation>
    </message>
    <message>
        <source>The ledger of this PC cannot be opened, so nothing can be logged.</source>
        <translation>无法打开本机账本，因此不能记录销售。</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>直播</translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation>备播</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>回顾</translation>
    </message>
    <message>
        <source>Studio</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Open the anchor&apos;s screen</source>
        <translation>打开主播屏</translation>
    </message>
    <message>
        <source>A session is open with another OBS. Close the session first, then choose this one.</source>
        <translation>当前场次使用的是另一个 OBS。请先结束场次，再选这一个。</translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>Export the sales as CSV</source>
        <translation>把成交导出为 CSV</translation>
    </message>
    <message>
        <source>Export JSONL…</source>
        <translation>导出 JSONL…</translation>
    </message>
    <message>
        <source>Export all events as JSONL</source>
        <translation>把全部记录导出为 JSONL</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>规格</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>件数</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>环节</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Actual</source>
        <translation>实际</translation>
    </message>
    <message>
        <source>±</source>
        <translation>±</translation>
    </message>
    <message>
        <source>At</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Sales by item</source>
        <translation>各款成交</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Said and signed</source>
        <translation>口播与签认</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>场次</translation>
    </message>
    <message>
        <source>Units sold</source>
        <translation>成交件数</translation>
    </message>
    <message>
        <source>Money, before refunds</source>
        <translation>成交金额（退款前）</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>成交笔数</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Entries at the base</source>
        <translation>已到基地的记录</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已下播</translation>
    </message>
    <message>
        <source>still open</source>
        <translation>未下播</translation>
    </message>
    <message>
        <source>rehearsal: counts in no total</source>
        <translation>彩排：不计入任何合计</translation>
    </message>
    <message>
        <source>{count} units without a price are not in the money</source>
        <translation>{count} 件没有单价，未计入金额</translation>
    </message>
    <message>
        <source>all saved on this PC</source>
        <translation>全部已存在本机</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>已退</translation>
    </message>
    <message>
        <source>Refunded: units and money</source>
        <translation>退款件数与金额</translation>
    </message>
    <message>
        <source>{count} numbers were corrected</source>
        <translation>{count} 笔改过件数</translation>
    </message>
</context>
<context>
    <name>Drawer</name>
    <message>
        <source>{what}. Waiting for OBS</source>
        <translation>{what}。等待 OBS</translation>
    </message>
    <message>
        <source>{what}. OBS did not do it</source>
        <translation>{what}。OBS 没有执行</translation>
    </message>
    <message>
        <source>{what}. Done</source>
        <translation>{what}。已完成</translation>
    </message>
</context>
<context>
    <name>ExceptionAlarm</name>
    <message>
        <source>Something in the program went wrong. What the tape marks as saved is safe. Carry on; after the session send the log folder to the technician.</source>
        <translation>程序出了问题。流水中标为“已保存”的记录是安全的。请继续直播；下播后把日志文件夹发给技术员。</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>No filters on what is on air.</source>
        <translation>正在播出的画面上没有滤镜。</translation>
    </message>
    <message>
        <source>Filter {name} is on; press to switch it off</source>
        <translation>滤镜“{name}”已开，按下关闭</translation>
    </message>
    <message>
        <source>Filter {name} is off; press to switch it on</source>
        <translation>滤镜“{name}”已关，按下打开</translation>
    </message>
</context>
<context>
    <name>Groups</name>
    <message>
        <source>Sales</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Lineup and card</source>
        <translation>排品与手卡</translation>
    </message>
    <message>
        <source>OBS</source>
        <translation>OBS</translation>
    </message>
    <message>
        <source>Control desk</source>
        <translation>控制台</translation>
    </message>
    <message>
        <source>Prompter</source>
        <translation>提词屏</translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation>备播</translation>
    </message>
    <message>
        <source>Studio</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>回顾</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>基地</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>There is no table and no script in the given files, so nothing was imported. Name the files.</source>
        <translation>所给文件中没有表格，也没有话术，未导入任何内容。请指定文件。</translation>
    </message>
    <message>
        <source>There is no such file. Check its name and folder.</source>
        <translation>没有这个文件。请检查文件名和文件夹。</translation>
    </message>
    <message>
        <source>The file cannot be read ({reason}). Check that you may open it and that it is not in use.</source>
        <translation>文件无法读取（{reason}）。请确认有权限打开，且没有被其他程序占用。</translation>
    </message>
    <message>
        <source>The file has {size} MB; {limit} MB is the most. Split it, or take the pictures out.</source>
        <translation>文件有 {size} MB，最多 {limit} MB。请拆分，或去掉其中的图片。</translation>
    </message>
    <message>
        <source>The file is empty. Save it again from the spreadsheet.</source>
        <translation>文件是空的。请在表格软件中重新保存。</translation>
    </message>
    <message>
        <source>This file was named twice; it was read once.</source>
        <translation>这个文件给了两次，只读取一次。</translation>
    </message>
    <message>
        <source>This is a folder; its files were not read. Name them, for example {name}/*.</source>
        <translation>这是文件夹，其中的文件没有读取。请指定文件，例如 {name}/*。</translation>
    </message>
    <message>
        <source>This is the mark of a spreadsheet that is open elsewhere; it was left out.</source>
        <translation>这是表格正在别处打开的标记文件，已跳过。</translation>
    </message>
    <message>
        <source>The file&apos;s name ends in {suffix}, but it is no Excel workbook. Open it in a spreadsheet program and save it as .xlsx.</source>
        <translation>文件名以 {suffix} 结尾，但不是 Excel 工作簿。请用表格软件打开并另存为 .xlsx。</translation>
    </message>
    <message>
        <source>The workbook is protected by a password, so it cannot be read. Save a copy without a password.</source>
        <translation>工作簿有密码保护，无法读取。请另存一份不带密码的副本。</translation>
    </message>
    <message>
        <source>The workbook is damaged and cannot be read ({reason}). Open it in a spreadsheet program and save it again as .xlsx.</source>
        <translation>工作簿已损坏，无法读取（{reason}）。请用表格软件打开并重新另存为 .xlsx。</translation>
    </message>
    <message>
        <source>The workbook unpacks to more than {limit} MB, which no real table does. Copy the table into a new workbook.</source>
        <translation>工作簿解压后超过 {limit} MB，正常表格不会这么大。请把表格复制到新的工作簿。</translation>
    </message>
    <message>
        <source>The sheet spans {rows} rows and {columns} columns, up to cell {cell}; {limit} cells are the most. Delete what stands far from the table.</source>
        <translation>工作表跨 {rows} 行、{columns} 列，直到单元格 {cell}；最多 {limit} 个单元格。请删除远离表格的内容。</translation>
    </message>
    <message>
        <source>The sheet has {rows} rows; {limit} are the most. Split it.</source>
        <translation>工作表有 {rows} 行，最多 {limit} 行。请拆分。</translation>
    </message>
    <message>
        <source>Byte {offset} of the file (line {line}) is not valid {encoding}, so the text is damaged there. Save the file again as CSV UTF-8.</source>
        <translation>文件第 {offset} 字节（第 {line} 行）不是有效的 {encoding}，该处文字已损坏。请重新另存为 CSV UTF-8。</translation>
    </message>
    <message>
        <source>The text holds “�”: it was damaged when the file was saved earlier. Type this cell again.</source>
        <translation>文字中有“�”，说明以前保存时已损坏。请重新输入这个单元格。</translation>
    </message>
    <message>
        <source>A quotation mark opens here and never closes, so the rest of the file cannot be told apart. Close it, or double quotation marks inside a text.</source>
        <translation>这里有一个引号没有配对，后面的内容无法区分。请补上引号；文字中的引号要写成两个。</translation>
    </message>
    <message>
        <source>The script has {length} characters; {limit} are the most. Split it into several files.</source>
        <translation>话术有 {length} 个字符，最多 {limit} 个。请拆成几个文件。</translation>
    </message>
    <message>
        <source>The file&apos;s name is longer than {limit} characters. Shorten it.</source>
        <translation>文件名超过 {limit} 个字符。请缩短。</translation>
    </message>
    <message>
        <source>The script has no text. Write it, or leave the file out.</source>
        <translation>话术没有文字。请填写，或不要导入这个文件。</translation>
    </message>
    <message>
        <source>The token “{value}” is not known, so it will show as a gap. Known are: {known}.</source>
        <translation>不认识占位符“{value}”，它会显示为空缺。可用的有：{known}。</translation>
    </message>
    <message>
        <source>And {count} more. Mend the ones above and import again.</source>
        <translation>还有 {count} 个问题。请先改好以上各项，再重新导入。</translation>
    </message>
    <message>
        <source>{name} is no file that can be imported. Use .xlsx, .xls or .csv for tables and .docx, .md or .txt for scripts.</source>
        <translation>{name} 不是可导入的文件。表格请用 .xlsx、.xls 或 .csv，话术请用 .docx、.md 或 .txt。</translation>
    </message>
    <message>
        <source>The file&apos;s name ends in {suffix}, but it is no Word document. Open it in Word or WPS and save it as .docx.</source>
        <translation>文件名以 {suffix} 结尾，但它不是 Word 文档。请用 Word 或 WPS 打开，另存为 .docx。</translation>
    </message>
    <message>
        <source>This is a document in the old .doc format, whatever its name says. Open it in Word or WPS and save it as .docx.</source>
        <translation>不论文件名是什么，这是旧的 .doc 格式文档。请用 Word 或 WPS 打开，另存为 .docx。</translation>
    </message>
    <message>
        <source>The document is protected by a password, so it cannot be read. Save a copy without a password.</source>
        <translation>文档有密码保护，无法读取。请另存一份不带密码的副本。</translation>
    </message>
    <message>
        <source>The document is damaged and cannot be read ({reason}). Open it in Word or WPS and save it again as .docx.</source>
        <translation>文档已损坏，无法读取（{reason}）。请用 Word 或 WPS 打开，重新另存为 .docx。</translation>
    </message>
    <message>
        <source>The document unpacks to more than {limit} MB of text, which no script does. Copy the script into a new document.</source>
        <translation>文档解压后文字超过 {limit} MB，话术不会这么大。请把话术复制到新文档中。</translation>
    </message>
    <message>
        <source>The document declares entities, which no word processor writes, so it was not read. Copy the script into a new document.</source>
        <translation>文档声明了实体，文字处理软件不会这样写，因此没有读取。请把话术复制到新文档中。</translation>
    </message>
    <message>
        <source>{count} pictures or drawings were left out: a script is text.</source>
        <translation>有 {count} 张图片或图形未导入：话术只有文字。</translation>
    </message>
    <message>
        <source>{count} tracked deletions were left out, as if they were accepted.</source>
        <translation>有 {count} 处修订删除未导入，视为已接受。</translation>
    </message>
    <message>
        <source>{count} tracked insertions were taken in, as if they were accepted.</source>
        <translation>有 {count} 处修订插入已导入，视为已接受。</translation>
    </message>
    <message>
        <source>{count} comments were left out.</source>
        <translation>有 {count} 条批注未导入。</translation>
    </message>
    <message>
        <source>{count} footnotes or endnotes were left out.</source>
        <translation>有 {count} 条脚注或尾注未导入。</translation>
    </message>
    <message>
        <source>The text of {count} page headers or footers was left out.</source>
        <translation>有 {count} 个页眉或页脚的文字未导入。</translation>
    </message>
    <message>
        <source>{count} pieces of hidden text were left out, the first of them “{value}”.</source>
        <translation>有 {count} 段隐藏文字未导入，第一段是“{value}”。</translation>
    </message>
    <message>
        <source>{count} text boxes stand after the paragraph that they belong to. Check the order.</source>
        <translation>有 {count} 个文本框的文字放在所属段落之后。请检查顺序。</translation>
    </message>
    <message>
        <source>{count} readings above words (such as pinyin) were left out; the words are there.</source>
        <translation>有 {count} 处文字上方的注音（如拼音）未导入，文字本身已导入。</translation>
    </message>
    <message>
        <source>{count} symbols of a picture font were left out, because no other font has them.</source>
        <translation>有 {count} 个图形字体的符号未导入，因为其他字体没有它们。</translation>
    </message>
    <message>
        <source>{count} form fields that nobody filled in were left out.</source>
        <translation>有 {count} 个没有填写的表单域未导入。</translation>
    </message>
    <message>
        <source>{count} documents inside the document were left out. Import them by themselves.</source>
        <translation>有 {count} 个嵌入的文档未导入。请单独导入它们。</translation>
    </message>
    <message>
        <source>{count} texts inside field codes were left out.</source>
        <translation>有 {count} 处域代码里的文字未导入。</translation>
    </message>
    <message>
        <source>It takes the place of “{value}” and keeps that name, so that lineup rows still find it.</source>
        <translation>它将取代“{value}”并沿用这个名称，排品行因此仍能找到它。</translation>
    </message>
    <message>
        <source>It is the script of {what} “{value}”: {count} lineup rows that had none will read it.</source>
        <translation>这是{what}“{value}”的话术：{count} 个还没有话术的排品行将使用它。</translation>
    </message>
    <message>
        <source>No lineup row names this script, and it fits several: {values}. Write the file&apos;s name into the column 话术文件 (script_ref) of the row that reads it.</source>
        <translation>没有排品行写到这份话术，而它可能属于多个：{values}。请在要用它的排品行的“话术文件”(script_ref) 列写上文件名。</translation>
    </message>
    <message>
        <source>No lineup row names this script. It seems to be for {what} “{value}”, whose rows read “{other}”. Write the file&apos;s name into the column 话术文件 (script_ref) of the row that shall read it.</source>
        <translation>没有排品行写到这份话术。它看起来属于{what}“{value}”，但那些行用的是“{other}”。请在要用它的排品行的“话术文件”(script_ref) 列写上文件名。</translation>
    </message>
    <message>
        <source>No lineup row names this script, and neither its name nor its first heading is a product or policy point. Write the file&apos;s name into the column 话术文件 (script_ref) of the row that reads it.</source>
        <translation>没有排品行写到这份话术，它的文件名和第一个标题也都不是商品或政策要点。请在要用它的排品行的“话术文件”(script_ref) 列写上文件名。</translation>
    </message>
    <message>
        <source>“{value}” has a typed number ({number}): it is wrong as soon as somebody buys. Write the token stock (库存) in two braces instead.</source>
        <translation>“{value}”里的数字（{number}）是手写的：一有人下单它就错了。请改用双花括号里的库存 (stock) 变量。</translation>
    </message>
    <message>
        <source>“{value}” at the end of the heading is no target time. Write minutes and seconds, for example (1:30).</source>
        <translation>标题末尾的“{value}”不是目标时长。请写分和秒，例如 (1:30)。</translation>
    </message>
    <message>
        <source>{value} ({count} times) is a rare character that many fonts do not have. Check that the prompter shows it.</source>
        <translation>{value}（{count} 处）是生僻字，很多字体没有。请确认提词器能显示它。</translation>
    </message>
    <message>
        <source>{value} ({count} times) is no character that other PCs know. Type it anew.</source>
        <translation>{value}（{count} 处）不是其他电脑认识的字符。请重新输入。</translation>
    </message>
    <message>
        <source>{value} ({count} times) cannot be seen. Delete it if nobody put it there on purpose.</source>
        <translation>{value}（{count} 处）是看不见的字符。若不是有意放的，请删除。</translation>
    </message>
    <message>
        <source>{value} ({count} times) turns the direction of the text and cannot be seen. A language line does that better.</source>
        <translation>{value}（{count} 处）会改变文字方向，而且看不见。用语言标记行更好。</translation>
    </message>
    <message>
        <source>No font on this PC shows {value}. Replace the character, or install a font that has it.</source>
        <translation>本机没有字体能显示 {value}。请换掉这些字符，或安装有它们的字体。</translation>
    </message>
    <message>
        <source>No table was recognised: none of the first {rows} rows holds the headers of shops, products, skus, lineup, policy_points, term_rules or scripts. Check the header row.</source>
        <translation>没有认出任何表格：前 {rows} 行里找不到 shops、products、skus、lineup、policy_points、term_rules 或 scripts 的表头。请检查表头行。</translation>
    </message>
    <message>
        <source>The sheet has no headers that are known; it was left out.</source>
        <translation>工作表中没有认识的表头，已跳过。</translation>
    </message>
    <message>
        <source>The sheet is called “{name}”, but none of its first {rows} rows holds the headers of {table}. Write the header row: {headers}.</source>
        <translation>工作表名为“{name}”，但前 {rows} 行都没有 {table} 的表头。请写上表头行：{headers}。</translation>
    </message>
    <message>
        <source>The column “{header}” ({key}) is missing from the header row. Add it.</source>
        <translation>表头行缺少“{header}”（{key}）列。请补上。</translation>
    </message>
    <message>
        <source>The header “{found}” is not known. Did you mean “{header}” ({key})? Correct it, or delete the column.</source>
        <translation>不认识表头“{found}”。是不是“{header}”（{key}）？请改正，或删除这一列。</translation>
    </message>
    <message>
        <source>The header “{found}” is not known, and “{header}” ({key}) is missing. Correct the header, or delete the column.</source>
        <translation>不认识表头“{found}”，而“{header}”（{key}）缺失。请改正表头，或删除这一列。</translation>
    </message>
    <message>
        <source>The two header rows disagree: “{first}” above “{second}”. Make both name one column.</source>
        <translation>两行表头不一致：上面是“{first}”，下面是“{second}”。请改成同一列。</translation>
    </message>
    <message>
        <source>The column “{header}” ({key}) is there twice, in {first} and here. Delete one.</source>
        <translation>“{header}”（{key}）列出现了两次，在 {first} 和这里。请删除一列。</translation>
    </message>
    <message>
        <source>The column “{found}” is not known; it was left out.</source>
        <translation>不认识“{found}”列，已跳过。</translation>
    </message>
    <message>
        <source>There is a value here, but the column has no header. Name the column or delete the value.</source>
        <translation>这里有内容，但这一列没有表头。请写上表头，或删除内容。</translation>
    </message>
    <message>
        <source>The table has headers but no rows.</source>
        <translation>表格只有表头，没有数据行。</translation>
    </message>
    <message>
        <source>The rows need {table} ({values}), but no given file has that table and this PC does not know them. Add the sheet “{sheet}”, or import the file that has it together with this one.</source>
        <translation>这些行需要 {table}（{values}），但所给文件中没有这张表，本机也没有这些内容。请加上工作表“{sheet}”，或把含有它的文件一起导入。</translation>
    </message>
    <message>
        <source>{what} “{value}” is in no given file and not known on this PC. Correct it, or import its row too.</source>
        <translation>{what}“{value}”不在所给文件中，本机也没有。请改正，或把它那一行一起导入。</translation>
    </message>
    <message>
        <source>{what} “{value}” is already used in {first}. Give each row a code of its own.</source>
        <translation>{what}“{value}”已在 {first} 使用。每一行的编号不能相同。</translation>
    </message>
    <message>
        <source>{what} “{value}” differs from “{other}” in {first} only by upper and lower case.</source>
        <translation>{what}“{value}”与 {first} 的“{other}”只有大小写不同。</translation>
    </message>
    <message>
        <source>Lineup “{lineup}” already has a row {seq}, in {first}. Number the rows without repeats.</source>
        <translation>排品“{lineup}”已有第 {seq} 行，在 {first}。序号不能重复。</translation>
    </message>
    <message>
        <source>The product “{value}” has no variants (skus), so it cannot be sold yet.</source>
        <translation>商品“{value}”没有规格，还不能销售。</translation>
    </message>
    <message>
        <source>The script “{value}” is in no given file and not known on this PC; the row will have no script.</source>
        <translation>话术“{value}”不在所给文件中，本机也没有；这一行将没有话术。</translation>
    </message>
    <message>
        <source>The policy point “{value}” that takes this one&apos;s place is not known yet.</source>
        <translation>替代本条的政策要点“{value}”还没有。</translation>
    </message>
    <message>
        <source>The cell is empty, but “{header}” ({key}) is needed in every row. Fill it.</source>
        <translation>单元格是空的，但每一行都需要“{header}”（{key}）。请填写。</translation>
    </message>
    <message>
        <source>The cell holds {length} characters; {limit} are the most. Shorten the text.</source>
        <translation>单元格有 {length} 个字符，最多 {limit} 个。请缩短。</translation>
    </message>
    <message>
        <source>The text has {length} characters; {limit} are the most here. Shorten it.</source>
        <translation>文字有 {length} 个字符，这里最多 {limit} 个。请缩短。</translation>
    </message>
    <message>
        <source>The text holds a character that cannot be shown (U+{character}). Type this cell again.</source>
        <translation>文字中有无法显示的字符（U+{character}）。请重新输入这个单元格。</translation>
    </message>
    <message>
        <source>The formula in this cell has no result. Correct it, or write the value.</source>
        <translation>这个单元格的公式没有结果。请改正公式，或直接写上数值。</translation>
    </message>
    <message>
        <source>Excel kept only the first 15 digits of this number ({value}). Format the column as text and type it again.</source>
        <translation>Excel 只保留了这个数字的前 15 位（{value}）。请把这一列设为文本格式，再重新输入。</translation>
    </message>
    <message>
        <source>“{value}” cannot be a code: spaces and braces are not allowed. Use letters, digits and hyphens.</source>
        <translation>“{value}”不能作编号：不能有空格和花括号。请用字母、数字和连字符。</translation>
    </message>
    <message>
        <source>“{value}” is not a price. Write yuan as digits, for example 15.90.</source>
        <translation>“{value}”不是价格。请用数字写元，例如 15.90。</translation>
    </message>
    <message>
        <source>The price {value} is below zero. Write a price of 0 or more.</source>
        <translation>价格 {value} 小于零。请写 0 或更大的价格。</translation>
    </message>
    <message>
        <source>The price {value} is finer than one fen. Write at most 2 decimals.</source>
        <translation>价格 {value} 比一分还细。最多写两位小数。</translation>
    </message>
    <message>
        <source>The price {value} is above {limit} yuan. Check the digits.</source>
        <translation>价格 {value} 超过 {limit} 元。请检查位数。</translation>
    </message>
    <message>
        <source>“{value}” is not a whole number. Write digits only.</source>
        <translation>“{value}”不是整数。请只写数字。</translation>
    </message>
    <message>
        <source>{value} is out of range: {low} to {high} is possible. Check it.</source>
        <translation>{value} 超出范围，可以是 {low} 到 {high}。请检查。</translation>
    </message>
    <message>
        <source>“{value}” is not a date. Write it like 2025-01-31.</source>
        <translation>“{value}”不是日期。请写成 2025-01-31。</translation>
    </message>
    <message>
        <source>“{value}” is not a duration. Write seconds (600), minutes (10分钟) or 10:00.</source>
        <translation>“{value}”不是时长。请写秒（600）、分钟（10分钟）或 10:00。</translation>
    </message>
    <message>
        <source>“{value}” is neither yes nor no. Write 是 or 否.</source>
        <translation>“{value}”既不是“是”也不是“否”。请写 是 或 否。</translation>
    </message>
    <message>
        <source>“{value}” is not possible here. Use one of: {choices}.</source>
        <translation>这里不能写“{value}”。请选用：{choices}。</translation>
    </message>
    <message>
        <source>“{value}” is not a question with its answer. Write question::answer, and | between several.</source>
        <translation>“{value}”不是一问一答。请写成 问::答，多组之间用 |。</translation>
    </message>
    <message>
        <source>The pattern does not work ({reason}). Correct it, or set match to phrase.</source>
        <translation>这个表达式无法使用（{reason}）。请改正，或把匹配改为 phrase。</translation>
    </message>
    <message>
        <source>The value does not fit here ({reason}). Check it.</source>
        <translation>这里的内容不合适（{reason}）。请检查。</translation>
    </message>
    <message>
        <source>There is a certificate number or date but no certificate type. Fill “{header}”.</source>
        <translation>有证明编号或日期，但没有证明类型。请填写“{header}”。</translation>
    </message>
    <message>
        <source>There are {found} values here but {types} certificate types. Give one for each, with | between.</source>
        <translation>这里有 {found} 个值，但只有 {types} 个证明类型。请一一对应，用 | 隔开。</translation>
    </message>
    <message>
        <source>The last day {to} is before the first day {start}. Correct the dates.</source>
        <translation>最后一天 {to} 早于第一天 {start}。请改正日期。</translation>
    </message>
    <message>
        <source>A policy row needs a policy point. Fill “{header}”.</source>
        <translation>政策环节需要政策要点。请填写“{header}”。</translation>
    </message>
    <message>
        <source>A policy row must not carry a product or a link number: policy talk and selling are kept apart. Clear the cell.</source>
        <translation>政策环节不能带商品或链接号：政策宣讲和卖货要分开。请清空这个单元格。</translation>
    </message>
    <message>
        <source>Only a policy row may carry a policy point. Set the kind to policy, or clear the cell.</source>
        <translation>只有政策环节可以带政策要点。请把环节类型改为政策，或清空这个单元格。</translation>
    </message>
    <message>
        <source>A product row needs a product. Fill “{header}”.</source>
        <translation>商品环节需要商品。请填写“{header}”。</translation>
    </message>
    <message>
        <source>The live price {live} is above the struck price {struck}. Check both.</source>
        <translation>直播价 {live} 高于划线价 {struck}。请核对两者。</translation>
    </message>
    <message>
        <source>A struck price needs its basis (比较依据); write where it comes from.</source>
        <translation>划线价需要比较依据；请写明来源。</translation>
    </message>
    <message>
        <source>{value} seconds is short for a segment. If minutes were meant, write {value}分钟.</source>
        <translation>一个环节 {value} 秒偏短。如果是指分钟，请写 {value}分钟。</translation>
    </message>
    <message>
        <source>A rule for one single character hits too many harmless words. Use a longer term.</source>
        <translation>单个字的词条会误伤太多正常词语。请用更长的词。</translation>
    </message>
    <message>
        <source>The pattern also matches a single character or nothing at all, so it would hit everywhere. Make it longer.</source>
        <translation>这个正则连单个字甚至空白也能匹配，会处处误报。请写长一些。</translation>
    </message>
    <message>
        <source>“{value}” does not look like a credit code: 18 digits and capital letters are usual.</source>
        <translation>“{value}”不像统一社会信用代码：通常是 18 位数字和大写字母。</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>店铺</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>规格</translation>
    </message>
    <message>
        <source>Lineup row</source>
        <translation>排品环节</translation>
    </message>
    <message>
        <source>Policy point</source>
        <translation>政策要点</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>词条</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>sheet “{sheet}”</source>
        <translation>工作表“{sheet}”</translation>
    </message>
    <message>
        <source>row {row}</source>
        <translation>第 {row} 行</translation>
    </message>
    <message>
        <source>column {column}</source>
        <translation>列 {column}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>ImportChanges</name>
    <message>
        <source>… and {count} more lines</source>
        <translation>……还有 {count} 行</translation>
    </message>
    <message>
        <source>New: {what} {name}</source>
        <translation>新增：{what} {name}</translation>
    </message>
    <message>
        <source>Changed: {what} {name}</source>
        <translation>有改动：{what} {name}</translation>
    </message>
    <message>
        <source>Unchanged: {what} {name}</source>
        <translation>无改动：{what} {name}</translation>
    </message>
    <message>
        <source>shop</source>
        <translation>店铺</translation>
    </message>
    <message>
        <source>product</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>variant</source>
        <translation>规格</translation>
    </message>
    <message>
        <source>lineup row</source>
        <translation>排品行</translation>
    </message>
    <message>
        <source>script</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>policy point</source>
        <translation>政策要点</translation>
    </message>
    <message>
        <source>word rule</source>
        <translation>词条</translation>
    </message>
</context>
<context>
    <name>ImportPanel</name>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose files to import</source>
        <translation>选择要导入的文件</translation>
    </message>
    <message>
        <source>Reading {count} files…</source>
        <translation>正在读取 {count} 个文件…</translation>
    </message>
    <message>
        <source>{kind}: {added} new, {changed} changed, {same} unchanged</source>
        <translation>{kind}：新增 {added}，改动 {changed}，不变 {same}</translation>
    </message>
    <message>
        <source>Nothing would change: all of this is here already.</source>
        <translation>不会有任何改动：这些内容本机都有了。</translation>
    </message>
    <message>
        <source>Nothing was changed. {count} things to put right, then choose the files again:</source>
        <translation>什么都没有改动。请改正以下 {count} 处，再重新选择文件：</translation>
    </message>
    <message>
        <source>Imported. {count} records are in place.</source>
        <translation>已导入，{count} 条记录就位。</translation>
    </message>
    <message>
        <source>What the import found</source>
        <translation>导入检查结果</translation>
    </message>
    <message>
        <source>What the import would change</source>
        <translation>导入会改变什么</translation>
    </message>
    <message>
        <source>Drop the shop&apos;s spreadsheets and scripts here, or choose them: shops, products, variants, lineups, policy points (xlsx, csv) and scripts (docx, md, txt, xlsx). You see what changes before anything does.</source>
        <translation>把店铺的表格和话术拖到这里，或点击选择：店铺、商品、规格、排品、政策要点（xlsx、csv）和话术（docx、md、txt、xlsx）。先看会有什么变化，再决定是否导入。</translation>
    </message>
    <message>
        <source>Content (*.xlsx *.xls *.csv *.docx *.md *.txt);;All (*)</source>
        <translation>内容文件 (*.xlsx *.xls *.csv *.docx *.md *.txt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Shops</source>
        <translation>店铺</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>规格</translation>
    </message>
    <message>
        <source>Lineup rows</source>
        <translation>排品</translation>
    </message>
    <message>
        <source>Scripts</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>Policy points</source>
        <translation>政策要点</translation>
    </message>
    <message>
        <source>Word rules</source>
        <translation>词规则</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>正在导入…</translation>
    </message>
</context>
<context>
    <name>LedgerFeed</name>
    <message>
        <source>This entry was NOT logged: the ledger cannot hold it. All others are safe. Enter it again.</source>
        <translation>这一条没有记录：账本无法保存它。其他记录都安全。请重新录入。</translation>
    </message>
    <message>
        <source>NOT SAVED: %1. The disk is full. Nothing on the tape is lost: keep the program open and free some space, it is saved by itself.</source>
        <translation>未保存：%1 条。磁盘已满。流水没有丢失：请保持程序开启并腾出空间，程序会自动保存。</translation>
    </message>
    <message>
        <source>NOT SAVED: %1. The profile folder cannot be written. Nothing on the tape is lost: keep the program open and make the folder writable, it is saved by itself.</source>
        <translation>未保存：%1 条。数据文件夹无法写入。流水没有丢失：请保持程序开启并恢复文件夹的写入权限，程序会自动保存。</translation>
    </message>
    <message>
        <source>NOT SAVED: %1. Another program holds the ledger. Nothing on the tape is lost: keep the program open and close the other one, it is saved by itself.</source>
        <translation>未保存：%1 条。另一个程序占用了账本。流水没有丢失：请保持本程序开启并关闭另一个程序，程序会自动保存。</translation>
    </message>
    <message>
        <source>NOT SAVED: %1. The local ledger cannot be written. Nothing on the tape is lost: keep the program open, note the sales on paper and call the technician.</source>
        <translation>未保存：%1 条。本机账本无法写入。流水没有丢失：请保持程序开启，用纸笔记下销售并联系技术员。</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Muted</source>
        <translation>已静音</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>无声</translation>
    </message>
    <message>
        <source>{level} dB</source>
        <translation>{level} dB</translation>
    </message>
    <message>
        <source>Muted: viewers hear nothing of it.</source>
        <translation>已静音：观众完全听不到。</translation>
    </message>
    <message>
        <source>Its level is not known.</source>
        <translation>电平未知。</translation>
    </message>
    <message>
        <source>Nothing is heard.</source>
        <translation>没有声音。</translation>
    </message>
    <message>
        <source>Too loud.</source>
        <translation>声音过大。</translation>
    </message>
    <message>
        <source>It is heard.</source>
        <translation>有声音。</translation>
    </message>
</context>
<context>
    <name>LineupDelegate</name>
    <message>
        <source>ON NOW</source>
        <translation>讲解中</translation>
    </message>
    <message>
        <source>NEXT</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已讲</translation>
    </message>
    <message>
        <source>sold {units}</source>
        <translation>已售 {units}</translation>
    </message>
    <message>
        <source>▲ {time} over</source>
        <translation>▲ {time} 超时</translation>
    </message>
</context>
<context>
    <name>LineupModel</name>
    <message>
        <source>done</source>
        <translation>已讲</translation>
    </message>
    <message>
        <source>on now</source>
        <translation>讲解中</translation>
    </message>
    <message>
        <source>next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>未讲</translation>
    </message>
    <message>
        <source>{title}, {kind}, {state}, planned {planned}, so far {actual}, sold {units}</source>
        <translation>{title}，{kind}，{state}，计划 {planned}，已用 {actual}，已售 {units} 件</translation>
    </message>
</context>
<context>
    <name>LineupPanel</name>
    <message>
        <source>Lineup</source>
        <translation>排品表</translation>
    </message>
    <message>
        <source>Put on</source>
        <translation>上这款</translation>
    </message>
    <message>
        <source>Put the selected row on</source>
        <translation>讲解选中的这一行</translation>
    </message>
    <message>
        <source>Or double-click the row</source>
        <translation>也可双击这一行</translation>
    </message>
</context>
<context>
    <name>Live</name>
    <message>
        <source>Opening</source>
        <translation>开场</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Interaction</source>
        <translation>互动</translation>
    </message>
    <message>
        <source>Benefit item</source>
        <translation>福利款</translation>
    </message>
    <message>
        <source>Policy talk</source>
        <translation>政策宣讲</translation>
    </message>
    <message>
        <source>Transition</source>
        <translation>转场</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>收尾</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>保存中</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>at the base</source>
        <translation>已到基地</translation>
    </message>
    <message>
        <source>not taken</source>
        <translation>基地没收下</translation>
    </message>
    <message>
        <source>NOT SAVED</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>was ×{units}</source>
        <translation>原 ×{units}</translation>
    </message>
    <message>
        <source>refunded {units}</source>
        <translation>退 {units}</translation>
    </message>
    <message>
        <source>Connecting to OBS.</source>
        <translation>正在连接 OBS。</translation>
    </message>
    <message>
        <source>OBS does not answer. Start OBS and switch on its WebSocket server.</source>
        <translation>OBS 没有应答。请启动 OBS 并打开其 WebSocket 服务器。</translation>
    </message>
    <message>
        <source>OBS cannot be reached. Check its address in Prepare.</source>
        <translation>无法连到 OBS。请在备播页检查地址。</translation>
    </message>
    <message>
        <source>OBS asks for a password. Enter it in Prepare.</source>
        <translation>OBS 需要密码。请在备播页填写。</translation>
    </message>
    <message>
        <source>OBS refused the password. Enter it again in Prepare.</source>
        <translation>OBS 拒绝了密码。请在备播页重新填写。</translation>
    </message>
    <message>
        <source>Something answers at that address, but it is not OBS. Check the port in Prepare.</source>
        <translation>该地址有程序应答，但不是 OBS。请在备播页检查端口。</translation>
    </message>
    <message>
        <source>This OBS is too old. Install OBS 28 or newer.</source>
        <translation>OBS 版本太旧。请安装 OBS 28 或更新版本。</translation>
    </message>
    <message>
        <source>OBS closed the link. Reconnect when it is ready.</source>
        <translation>OBS 断开了连接。待其就绪后重新连接。</translation>
    </message>
    <message>
        <source>OBS hangs: it is there but does not answer.</source>
        <translation>OBS 卡住了：程序还在，但没有应答。</translation>
    </message>
    <message>
        <source>The link to OBS broke. Reconnecting by itself.</source>
        <translation>与 OBS 的连接断了，正在自动重连。</translation>
    </message>
    <message>
        <source>OBS is not connected. Nothing was changed in OBS.</source>
        <translation>OBS 未连接。OBS 中未作任何更改。</translation>
    </message>
    <message>
        <source>OBS is busy starting up. Press again in a moment.</source>
        <translation>OBS 正在启动。请稍后再按。</translation>
    </message>
    <message>
        <source>OBS does not have it. Check the names in OBS.</source>
        <translation>OBS 里没有这一项。请检查 OBS 中的名称。</translation>
    </message>
    <message>
        <source>OBS refused. Look at the OBS window.</source>
        <translation>OBS 拒绝了。请查看 OBS 窗口。</translation>
    </message>
    <message>
        <source>This OBS cannot do that. Update OBS.</source>
        <translation>这个版本的 OBS 做不到。请更新 OBS。</translation>
    </message>
    <message>
        <source>OBS did not confirm the change. Look at the OBS window before you press again.</source>
        <translation>OBS 没有确认更改。请先看 OBS 窗口，再决定是否重按。</translation>
    </message>
    <message>
        <source>OBS answered too late. The press was dropped.</source>
        <translation>OBS 应答太晚，这次操作已作废。</translation>
    </message>
    <message>
        <source>The link broke while OBS was asked. Look at the OBS window.</source>
        <translation>操作途中连接断了。请查看 OBS 窗口。</translation>
    </message>
    <message>
        <source>The stream broke off: viewers see a still picture. OBS connects again by itself. Check the internet.</source>
        <translation>推流断开：观众看到的是静止画面。OBS 会自动重连。请检查网络。</translation>
    </message>
    <message>
        <source>The stream did not start. OBS gives no reason. Check the internet, and server and stream key in OBS.</source>
        <translation>推流没有开始，OBS 没有给出原因。请检查网络，以及 OBS 里的服务器和推流码。</translation>
    </message>
</context>
<context>
    <name>LiveActions</name>
    <message>
        <source>Nothing was logged: nothing is sold during policy talk.</source>
        <translation>没有记录：讲政策时不卖货。</translation>
    </message>
    <message>
        <source>Choose a sale on the tape first: Ctrl+Down and Ctrl+Up move through it.</source>
        <translation>请先在流水上选一笔：按 Ctrl+↓ 和 Ctrl+↑ 移动。</translation>
    </message>
    <message>
        <source>Choose a sale on the tape and type how many came back first, then press Ctrl+G.</source>
        <translation>请先在流水上选一笔，输入退回的数量，再按 Ctrl+G。</translation>
    </message>
    <message>
        <source>No policy point is on, so none was marked as said.</source>
        <translation>现在没有在讲政策，没有标记。</translation>
    </message>
    <message>
        <source>Type a link number first, then press G.</source>
        <translation>请先输入链接号，再按 G。</translation>
    </message>
    <message>
        <source>Nothing was logged: put a product on and choose a variant.</source>
        <translation>没有记录：请先上一款商品并选择规格。</translation>
    </message>
    <message>
        <source>Choose a sale on the tape and type the right number first, then press Ctrl+E.</source>
        <translation>请先在流水中选一笔并输入正确件数，再按 Ctrl+E。</translation>
    </message>
</context>
<context>
    <name>LiveCommands</name>
    <message>
        <source>Sell {units}</source>
        <translation>记 {units} 件</translation>
    </message>
    <message>
        <source>Type a number</source>
        <translation>输入数字</translation>
    </message>
    <message>
        <source>Sell the number typed</source>
        <translation>按输入的件数记一笔</translation>
    </message>
    <message>
        <source>Take the last digit away</source>
        <translation>删去最后一位数字</translation>
    </message>
    <message>
        <source>Clear the number, then the selection</source>
        <translation>清掉数字，再清选中</translation>
    </message>
    <message>
        <source>Take back the newest sale</source>
        <translation>撤回最近一笔</translation>
    </message>
    <message>
        <source>Take back the selected sale</source>
        <translation>撤回选中的一笔</translation>
    </message>
    <message>
        <source>Refund of the selected sale the number typed</source>
        <translation>选中的一笔按输入的数退款</translation>
    </message>
    <message>
        <source>Select the next older sale</source>
        <translation>选下一笔更早的</translation>
    </message>
    <message>
        <source>Select the next newer sale</source>
        <translation>选上一笔更新的</translation>
    </message>
    <message>
        <source>Next variant</source>
        <translation>下一个规格</translation>
    </message>
    <message>
        <source>Put the next row on</source>
        <translation>下一款</translation>
    </message>
    <message>
        <source>Put the row before on</source>
        <translation>上一款</translation>
    </message>
    <message>
        <source>Go to the link number typed</source>
        <translation>跳到输入的链接号</translation>
    </message>
    <message>
        <source>Go back to what was on before</source>
        <translation>回到之前讲解的一款</translation>
    </message>
    <message>
        <source>Mark the policy point as said</source>
        <translation>把这条政策标记为已讲</translation>
    </message>
    <message>
        <source>Change between script and points</source>
        <translation>切换话术和卖点</translation>
    </message>
    <message>
        <source>Switch to a scene</source>
        <translation>切换场景</translation>
    </message>
    <message>
        <source>Put the preview on air (studio mode)</source>
        <translation>把预览切到直播（工作室模式）</translation>
    </message>
    <message>
        <source>OBS does not offer this now. Nothing was changed.</source>
        <translation>OBS 现在不能这样做，没有任何改动。</translation>
    </message>
    <message>
        <source>Panic: show the safe scene and mute everything</source>
        <translation>应急：切到安全场景并全部静音</translation>
    </message>
    <message>
        <source>Open or close the control desk</source>
        <translation>打开或关闭控制台</translation>
    </message>
    <message>
        <source>Begin or end technician mode</source>
        <translation>进入或退出技术员模式</translation>
    </message>
    <message>
        <source>Control desk: sound</source>
        <translation>控制台：声音</translation>
    </message>
    <message>
        <source>Control desk: sources on air</source>
        <translation>控制台：播出画面的来源</translation>
    </message>
    <message>
        <source>Control desk: outputs and transition</source>
        <translation>控制台：输出与转场</translation>
    </message>
    <message>
        <source>Control desk: films and sounds</source>
        <translation>控制台：媒体</translation>
    </message>
    <message>
        <source>Control desk: filters</source>
        <translation>控制台：滤镜</translation>
    </message>
    <message>
        <source>Switch studio mode on or off</source>
        <translation>开关工作室模式</translation>
    </message>
    <message>
        <source>Pause or resume the recording</source>
        <translation>暂停或继续录制</translation>
    </message>
    <message>
        <source>Record into a new file</source>
        <translation>录制到新文件</translation>
    </message>
    <message>
        <source>Set a chapter mark in the recording</source>
        <translation>在录制中打章节标记</translation>
    </message>
    <message>
        <source>Start or stop the replay buffer</source>
        <translation>开始或停止回放缓存</translation>
    </message>
    <message>
        <source>Save the replay</source>
        <translation>保存回放</translation>
    </message>
    <message>
        <source>Start or stop the virtual camera</source>
        <translation>开始或停止虚拟摄像机</translation>
    </message>
    <message>
        <source>Mute or open the microphone</source>
        <translation>麦克风静音或打开</translation>
    </message>
    <message>
        <source>Try to reach OBS now</source>
        <translation>立即重连 OBS</translation>
    </message>
    <message>
        <source>Start the stream</source>
        <translation>开播</translation>
    </message>
    <message>
        <source>Start the recording</source>
        <translation>开始录制</translation>
    </message>
    <message>
        <source>Send to the base now</source>
        <translation>立即上传到基地</translation>
    </message>
    <message>
        <source>Make the selected sale&apos;s number the one typed</source>
        <translation>把所选成交改为输入的件数</translation>
    </message>
</context>
<context>
    <name>LivePage</name>
    <message>
        <source>Reconnect now</source>
        <translation>立即重连</translation>
    </message>
    <message>
        <source>OBS is gone – viewers may see nothing. {why}</source>
        <translation>OBS 不见了，观众可能看不到画面。{why}</translation>
    </message>
</context>
<context>
    <name>LockBox</name>
    <message>
        <source>Back to the anchor</source>
        <translation>交还主播</translation>
    </message>
    <message>
        <source>End technician mode</source>
        <translation>退出技术员模式</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>新 PIN</translation>
    </message>
    <message>
        <source>Choose a new technician PIN</source>
        <translation>设置新的技术员 PIN</translation>
    </message>
    <message>
        <source>This keeps slips away, not people: OBS has no rights of its own. Whoever has its password can do all.</source>
        <translation>这只防误操作，不防人：OBS 本身没有权限管理，知道它密码的人什么都能做。</translation>
    </message>
    <message>
        <source>Technician: everything</source>
        <translation>技术员：全部可用</translation>
    </message>
    <message>
        <source>Anchor: this session&apos;s scenes only</source>
        <translation>主播：仅本场场景</translation>
    </message>
    <message>
        <source>Ends after 15 minutes without input, and when a session opens.</source>
        <translation>15 分钟无操作，或开始新场次时自动退出。</translation>
    </message>
    <message>
        <source>Choose a PIN: 4 to 8 digits.</source>
        <translation>请设置 PIN：4 到 8 位数字。</translation>
    </message>
    <message>
        <source>Technician PIN</source>
        <translation>技术员 PIN</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Keep this PIN</source>
        <translation>保存这个 PIN</translation>
    </message>
    <message>
        <source>Unlock technician mode</source>
        <translation>进入技术员模式</translation>
    </message>
    <message>
        <source>Type the same PIN again.</source>
        <translation>请再输入一次相同的 PIN。</translation>
    </message>
    <message>
        <source>The two were different. Choose again: 4 to 8 digits.</source>
        <translation>两次输入不同。请重新设置：4 到 8 位数字。</translation>
    </message>
    <message>
        <source>This desk has no PIN yet. Choose one: 4 to 8 digits.</source>
        <translation>本机还没有 PIN。请设置：4 到 8 位数字。</translation>
    </message>
    <message>
        <source>Wrong PIN.</source>
        <translation>PIN 不对。</translation>
    </message>
    <message>
        <source>A PIN has 4 to 8 digits. Choose again.</source>
        <translation>PIN 是 4 到 8 位数字。请重新设置。</translation>
    </message>
    <message>
        <source>This PC&apos;s keyring did not answer, so the PIN cannot be checked or kept.</source>
        <translation>本机的密钥环没有应答，无法核对或保存 PIN。</translation>
    </message>
    <message>
        <source>The PIN is kept.</source>
        <translation>PIN 已保存。</translation>
    </message>
    <message>
        <source>Too many wrong tries. Wait {seconds} s.</source>
        <translation>错误次数过多，请等 {seconds} 秒。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Go to: {page}</source>
        <translation>转到：{page}</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Show all keyboard shortcuts</source>
        <translation>显示所有快捷键</translation>
    </message>
</context>
<context>
    <name>Media</name>
    <message>
        <source>No films or sounds.</source>
        <translation>没有视频或音频。</translation>
    </message>
</context>
<context>
    <name>MediaRow</name>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>playing</source>
        <translation>播放中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>已播完</translation>
    </message>
    <message>
        <source>cannot be played</source>
        <translation>无法播放</translation>
    </message>
    <message>
        <source>Play {name}</source>
        <translation>播放“{name}”</translation>
    </message>
    <message>
        <source>Pause {name}</source>
        <translation>暂停“{name}”</translation>
    </message>
    <message>
        <source>Play {name} from the start</source>
        <translation>从头播放“{name}”</translation>
    </message>
    <message>
        <source>Stop {name}</source>
        <translation>停止“{name}”</translation>
    </message>
</context>
<context>
    <name>Mixer</name>
    <message>
        <source>No sound inputs.</source>
        <translation>没有声音输入。</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Show all ({count} more)</source>
        <translation>全部显示（还有 {count} 个）</translation>
    </message>
</context>
<context>
    <name>MixerRow</name>
    <message>
        <source>Muted</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>{name} is muted; press to open it</source>
        <translation>{name} 已静音，按下打开</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>{name} is open; press to mute</source>
        <translation>{name} 开着，按下静音</translation>
    </message>
    <message>
        <source>Volume of {name}</source>
        <translation>{name} 的音量</translation>
    </message>
    <message>
        <source>{value} dB, not changed</source>
        <translation>{value} dB，未改变</translation>
    </message>
</context>
<context>
    <name>NoSessionPanel</name>
    <message>
        <source>No session is open</source>
        <translation>没有进行中的场次</translation>
    </message>
    <message>
        <source>Choose shop, anchor and lineup in Prepare, then rehearse or go live.</source>
        <translation>请在备播页选择店铺、主播和排品表，然后彩排或开播。</translation>
    </message>
    <message>
        <source>Go to Prepare</source>
        <translation>去备播</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Dismiss the message</source>
        <translation>关闭消息</translation>
    </message>
</context>
<context>
    <name>ObsForm</name>
    <message>
        <source>Studio</source>
        <translation>直播间</translation>
    </message>
    <message>
        <source>Type a new name to add the OBS of another studio.</source>
        <translation>输入新名称即可添加另一个直播间的 OBS。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>stored; type to change it</source>
        <translation>已存；输入即更改</translation>
    </message>
    <message>
        <source>Save and connect</source>
        <translation>保存并连接</translation>
    </message>
    <message>
        <source>First studio</source>
        <translation>第一直播间</translation>
    </message>
    <message>
        <source>Safe scene</source>
        <translation>安全场景</translation>
    </message>
    <message>
        <source>The panic key shows this scene. Nothing private may be in it. Empty: the picture stays.</source>
        <translation>紧急键会切到这个场景，里面不能有不宜公开的内容。留空则画面不变。</translation>
    </message>
    <message>
        <source>Type the address of the PC that runs OBS, for example 127.0.0.1.</source>
        <translation>请填写运行 OBS 的电脑的地址，例如 127.0.0.1。</translation>
    </message>
    <message>
        <source>The port is a number from 1 to 65535. OBS shows it; usual is 4455.</source>
        <translation>端口是 1 到 65535 的数字，OBS 里可以看到，通常是 4455。</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
</context>
<context>
    <name>OutputButton</name>
    <message>
        <source>Waiting for OBS</source>
        <translation>等待 OBS</translation>
    </message>
    <message>
        <source>Hold: stop record</source>
        <translation>按住停止录制</translation>
    </message>
    <message>
        <source>Stop the recording: hold for one second</source>
        <translation>停止录制：按住一秒</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Start the recording</source>
        <translation>开始录制</translation>
    </message>
    <message>
        <source>Hold: end stream</source>
        <translation>按住下播</translation>
    </message>
    <message>
        <source>End the stream: hold for one second</source>
        <translation>下播：按住一秒</translation>
    </message>
    <message>
        <source>Go live</source>
        <translation>开播</translation>
    </message>
    <message>
        <source>Start the stream</source>
        <translation>开始推流</translation>
    </message>
</context>
<context>
    <name>Outputs</name>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>The recording is paused; press to go on</source>
        <translation>录制已暂停，按下继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Pause the recording</source>
        <translation>暂停录制</translation>
    </message>
    <message>
        <source>New file</source>
        <translation>新文件</translation>
    </message>
    <message>
        <source>Record into a new file</source>
        <translation>录制到新文件</translation>
    </message>
    <message>
        <source>Chapter</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>Set a chapter mark</source>
        <translation>打章节标记</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>The replay buffer runs; press to stop it</source>
        <translation>回放缓存运行中，按下停止</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Start the replay buffer</source>
        <translation>开始回放缓存</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save the replay</source>
        <translation>保存回放</translation>
    </message>
    <message>
        <source>The virtual camera runs; press to stop it</source>
        <translation>虚拟摄像机运行中，按下停止</translation>
    </message>
    <message>
        <source>Start the virtual camera</source>
        <translation>开始虚拟摄像机</translation>
    </message>
    <message>
        <source>This OBS has no replay buffer. Switch it on in OBS: Settings, Output.</source>
        <translation>这个 OBS 没有启用回放缓存。请在 OBS 的“设置 - 输出”里打开。</translation>
    </message>
    <message>
        <source>This OBS has no virtual camera on this PC.</source>
        <translation>本机的 OBS 没有虚拟摄像机。</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>直播</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Replay buffer</source>
        <translation>回放缓存</translation>
    </message>
    <message>
        <source>Virtual camera</source>
        <translation>虚拟摄像机</translation>
    </message>
</context>
<context>
    <name>PanicBox</name>
    <message>
        <source>PANIC F12</source>
        <translation>应急 F12</translation>
    </message>
    <message>
        <source>Panic: show the safe scene and mute everything</source>
        <translation>应急：切到安全场景并全部静音</translation>
    </message>
    <message>
        <source>Panic</source>
        <translation>应急</translation>
    </message>
    <message>
        <source>Dismiss the result of the panic</source>
        <translation>关闭应急结果提示</translation>
    </message>
    <message>
        <source>PANIC: waiting for OBS</source>
        <translation>应急：等待 OBS</translation>
    </message>
    <message>
        <source>OBS hangs: viewers may still see and hear you.</source>
        <translation>OBS 卡住：观众可能仍看得到、听得到你。</translation>
    </message>
    <message>
        <source>No safe scene is set: the picture is as before. {sound}</source>
        <translation>没有设置安全场景：画面未变。{sound}</translation>
    </message>
    <message>
        <source>Safe: viewers see “{scene}”. {sound}</source>
        <translation>已安全：观众看到“{scene}”。{sound}</translation>
    </message>
    <message>
        <source>Viewers see “{scene}”. {sound}</source>
        <translation>观众看到“{scene}”。{sound}</translation>
    </message>
    <message>
        <source>STILL SEEN: OBS has no scene “{scene}”. {sound}</source>
        <translation>画面仍在播：OBS 里没有场景“{scene}”。{sound}</translation>
    </message>
    <message>
        <source>STILL SEEN: OBS did not show “{scene}”. {sound}</source>
        <translation>画面仍在播：OBS 没有切到“{scene}”。{sound}</translation>
    </message>
    <message>
        <source>STILL HEARD: {inputs}.</source>
        <translation>仍听得到：{inputs}。</translation>
    </message>
    <message>
        <source>All sound is muted.</source>
        <translation>声音已全部静音。</translation>
    </message>
    <message>
        <source>OBS does not answer: viewers may still see and hear you.</source>
        <translation>OBS 没有应答：观众可能仍看得到、听得到你。</translation>
    </message>
</context>
<context>
    <name>PlanPanel</name>
    <message>
        <source>What differs in OBS</source>
        <translation>OBS 中的差异</translation>
    </message>
    <message>
        <source>What differs in OBS, scene by scene</source>
        <translation>OBS 中的差异，按场景列出</translation>
    </message>
    <message>
        <source>How far OBS is</source>
        <translation>OBS 进度</translation>
    </message>
    <message>
        <source>Take over what has the same name</source>
        <translation>接管同名的场景和来源</translation>
    </message>
    <message>
        <source>Change scenes although we are on air</source>
        <translation>直播中也改动场景</translation>
    </message>
    <message>
        <source>Scenes and inputs that somebody made by hand under exactly a template&apos;s name become the desk&apos;s own.</source>
        <translation>别人手工创建、名称与模板完全相同的场景和来源，将归主播台管理。</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>Do what the list shows</source>
        <translation>执行列表中的内容</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>Change nothing now</source>
        <translation>现在不做改动</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Look what differs; changes nothing</source>
        <translation>检查差异，不做改动</translation>
    </message>
    <message>
        <source>Apply…</source>
        <translation>应用…</translation>
    </message>
    <message>
        <source>Show what will be done in OBS, and ask</source>
        <translation>先显示将在 OBS 中做什么，再询问</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop after what OBS is doing now</source>
        <translation>OBS 完成当前操作后停止</translation>
    </message>
</context>
<context>
    <name>PolicyCardView</name>
    <message>
        <source>Must be said</source>
        <translation>必讲</translation>
    </message>
    <message>
        <source>Validity</source>
        <translation>有效性</translation>
    </message>
    <message>
        <source>Mark as said</source>
        <translation>标记已讲</translation>
    </message>
    <message>
        <source>Mark the policy point as said</source>
        <translation>把这条政策标记为已讲</translation>
    </message>
    <message>
        <source>Source: {source}</source>
        <translation>来源：{source}</translation>
    </message>
    <message>
        <source>Said</source>
        <translation>已讲</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>Not in force yet: do not say it</source>
        <translation>尚未生效：请勿宣讲</translation>
    </message>
    <message>
        <source>Expired: do not say it</source>
        <translation>已失效：请勿宣讲</translation>
    </message>
    <message>
        <source>Replaced: do not say it</source>
        <translation>已被替代：请勿宣讲</translation>
    </message>
    <message>
        <source>Holds until {fact}.</source>
        <translation>有效期至 {fact}。</translation>
    </message>
    <message>
        <source>Holds from {fact} on.</source>
        <translation>自 {fact} 起施行。</translation>
    </message>
    <message>
        <source>The last day was {fact}.</source>
        <translation>已于 {fact} 到期。</translation>
    </message>
    <message>
        <source>{fact} took its place.</source>
        <translation>已由 {fact} 取代。</translation>
    </message>
    <message>
        <source>Policy point</source>
        <translation>政策要点</translation>
    </message>
</context>
<context>
    <name>Preflight</name>
    <message>
        <source>OBS {version} on {platform} answers, WebSocket {websocket}.</source>
        <translation>OBS {version}（{platform}）已应答，WebSocket {websocket}。</translation>
    </message>
    <message>
        <source>This OBS does not tell {requests}, so what hangs on it was not checked. Look at it in OBS.</source>
        <translation>这个 OBS 不提供 {requests}，相关项目没有检查。请在 OBS 里看一眼。</translation>
    </message>
    <message>
        <source>The WebSocket server of OBS asks for no password: any program on this network can change what viewers see. Switch authentication on in OBS, Tools, WebSocket Server Settings.</source>
        <translation>OBS 的 WebSocket 服务器没有密码：同一网络里的任何程序都能改动观众看到的画面。请在 OBS 的“工具 &gt; WebSocket 服务器设置”里开启身份认证。</translation>
    </message>
    <message>
        <source>“{subject}” shows nothing: OBS has no {kind} here. Install that plugin, or replace the source.</source>
        <translation>“{subject}”没有画面：这里的 OBS 没有 {kind}。请安装该插件，或换一个来源。</translation>
    </message>
    <message>
        <source>“{subject}” is set to a file that is not there: {file}. Choose the file again in OBS.</source>
        <translation>“{subject}”所选的文件不存在：{file}。请在 OBS 里重新选择。</translation>
    </message>
    <message>
        <source>“{subject}” shows nothing though its file is there: {file}. It may be damaged: open it once.</source>
        <translation>“{subject}”没有画面，但文件在：{file}。文件可能已损坏，请打开看一下。</translation>
    </message>
    <message>
        <source>“{subject}” has shown nothing of {file} so far. Play it once in OBS to see that it is there.</source>
        <translation>“{subject}”还没有播放过 {file}。请在 OBS 里播放一次，确认文件在。</translation>
    </message>
    <message>
        <source>“{subject}” is set to a device that is not there: {device}. Plug it in, or choose another one.</source>
        <translation>“{subject}”所选的设备不在：{device}。请接上设备，或另选一个。</translation>
    </message>
    <message>
        <source>The program picture is there, scene “{subject}”.</source>
        <translation>直播画面正常，场景“{subject}”。</translation>
    </message>
    <message>
        <source>The program picture is black, scene “{subject}”. Check the camera, its lid and the light.</source>
        <translation>直播画面是黑的，场景“{subject}”。请检查摄像头、镜头盖和灯光。</translation>
    </message>
    <message>
        <source>The program picture stands still though “{sources}” should move. Check the camera&apos;s cable.</source>
        <translation>直播画面静止，而“{sources}”本应有动作。请检查摄像头的线。</translation>
    </message>
    <message>
        <source>OBS gave no picture of the program. Look at the OBS window before you go live.</source>
        <translation>OBS 没有给出直播画面。开播前请看一眼 OBS 窗口。</translation>
    </message>
    <message>
        <source>{fps} frames a second, {width} x {height}.</source>
        <translation>每秒 {fps} 帧，{width} x {height}。</translation>
    </message>
    <message>
        <source>OBS makes {fps} frames a second; {least} look smooth. Set it in OBS, Settings, Video.</source>
        <translation>OBS 每秒 {fps} 帧；至少 {least} 帧才流畅。请在 OBS 的“设置 &gt; 视频”里调整。</translation>
    </message>
    <message>
        <source>The picture goes out with {width} x {height}; 1280 x 720 is the least for reading prices. Set it in OBS, Settings, Video.</source>
        <translation>输出画面为 {width} x {height}；至少 1280 x 720 才看得清价格。请在 OBS 的“设置 &gt; 视频”里调整。</translation>
    </message>
    <message>
        <source>OBS left out {percent} % of its frames. Close other programs on this PC, or lower the quality.</source>
        <translation>OBS 丢了 {percent} % 的帧。请关闭本机其他程序，或降低画质。</translation>
    </message>
    <message>
        <source>The microphone “{subject}” is heard.</source>
        <translation>话筒“{subject}”有声音。</translation>
    </message>
    <message>
        <source>The microphone “{subject}” is muted. Unmute it in OBS, or with the desk&apos;s mute key.</source>
        <translation>话筒“{subject}”已静音。请在 OBS 里或用主播台的静音键打开。</translation>
    </message>
    <message>
        <source>Nothing was heard from the microphone “{subject}”. Speak while the preflight runs, and check its switch.</source>
        <translation>话筒“{subject}”没有声音。检查时请说几句话，并看看它的开关。</translation>
    </message>
    <message>
        <source>OBS has no sound at all. Add the microphone in OBS, Settings, Audio.</source>
        <translation>OBS 里没有任何声音。请在 OBS 的“设置 &gt; 音频”里添加话筒。</translation>
    </message>
    <message>
        <source>None of the sounds in OBS is a microphone. Check that the anchor can be heard.</source>
        <translation>OBS 里的声音都不是话筒。请确认能听到主播。</translation>
    </message>
    <message>
        <source>{free} GB are free where OBS records to.</source>
        <translation>OBS 录像的磁盘还有 {free} GB 可用。</translation>
    </message>
    <message>
        <source>Only {free} GB are free where OBS records to; a long evening needs {least}. Make room.</source>
        <translation>OBS 录像的磁盘只剩 {free} GB；播一整晚需要 {least} GB。请腾出空间。</translation>
    </message>
    <message>
        <source>Only {free} GB are free where OBS records to; the recording would break off. Make room first.</source>
        <translation>OBS 录像的磁盘只剩 {free} GB，录像会中断。请先腾出空间。</translation>
    </message>
    <message>
        <source>A stream service is set in OBS.</source>
        <translation>OBS 已设置推流服务。</translation>
    </message>
    <message>
        <source>OBS has no stream service: server or key is missing. Enter them in OBS, Settings, Stream.</source>
        <translation>OBS 没有设好推流服务：缺少服务器或推流码。请在 OBS 的“设置 &gt; 直播”里填写。</translation>
    </message>
    <message>
        <source>OBS is streaming already: viewers see what is changed now.</source>
        <translation>OBS 已在推流：现在的改动观众都看得到。</translation>
    </message>
    <message>
        <source>OBS is recording already.</source>
        <translation>OBS 已在录像。</translation>
    </message>
    <message>
        <source>The replay buffer runs.</source>
        <translation>回放缓存正在运行。</translation>
    </message>
    <message>
        <source>The replay buffer is set up and does not run. Start it if you want to save moments.</source>
        <translation>回放缓存已设置但没有运行。要保存精彩瞬间请启动它。</translation>
    </message>
    <message>
        <source>OBS has no replay buffer set up. Nothing is missing unless you want to save moments.</source>
        <translation>OBS 没有设置回放缓存。不需要保存精彩瞬间就不用管它。</translation>
    </message>
    <message>
        <source>The clock of this PC is right as far as is known.</source>
        <translation>就目前所知，本机时钟正确。</translation>
    </message>
    <message>
        <source>The clock of this PC says {time}, which cannot be. Every record would carry a wrong time: set it.</source>
        <translation>本机时钟显示 {time}，不可能是对的。所有记录的时间都会错，请校准。</translation>
    </message>
    <message>
        <source>The clock of this PC is {seconds} s away from the base&apos;s. Let the system set it from the internet.</source>
        <translation>本机时钟与基地相差 {seconds} 秒。请让系统从互联网校时。</translation>
    </message>
    <message>
        <source>The seller&apos;s name, address and contact are known and shown.</source>
        <translation>经营者的名称、地址和联系方式齐全，并已显示。</translation>
    </message>
    <message>
        <source>No shop was named, so it was not checked whether the seller is shown. Name the shop.</source>
        <translation>没有指定店铺，所以没有检查是否显示经营者。请选择店铺。</translation>
    </message>
    <message>
        <source>The shop&apos;s record lacks: {fields}. Viewers must see who sells (Order 117, art. 26). Fill the shop sheet in and import it.</source>
        <translation>店铺资料缺少：{fields}。观众必须看到谁在卖货（第117号令第26条）。请补全店铺表并导入。</translation>
    </message>
    <message>
        <source>OBS has no text source “{subject}”, so viewers do not see who sells (Order 117, art. 26). Make the shop&apos;s scenes again, or add it.</source>
        <translation>OBS 没有文字来源“{subject}”，观众看不到谁在卖货（第117号令第26条）。请重新生成店铺场景，或添加它。</translation>
    </message>
    <message>
        <source>Scene “{subject}” does not show who sells (Order 117, art. 26). Make “{source}” visible in it.</source>
        <translation>场景“{subject}”没有显示谁在卖货（第117号令第26条）。请在其中显示“{source}”。</translation>
    </message>
    <message>
        <source>“{subject}” is empty. The desk fills it when the first item is presented: do that before viewers come.</source>
        <translation>“{subject}”是空的。讲解第一款时主播台会填上：请在观众进来之前完成。</translation>
    </message>
    <message>
        <source>“{subject}” does not show this shop&apos;s identity. The desk replaces it when the first item is presented: do that before viewers come.</source>
        <translation>“{subject}”显示的不是本店的经营者信息。讲解第一款时主播台会替换：请在观众进来之前完成。</translation>
    </message>
    <message>
        <source>OBS has no text source “{subject}”, so product and price cannot be shown there. Make it, or change its name in the settings.</source>
        <translation>OBS 没有文字来源“{subject}”，无法显示商品和价格。请创建它，或在设置里改名称。</translation>
    </message>
    <message>
        <source>The lineup wants scene “{subject}” and OBS has none of that name (rows {rows}). Rename it in OBS or in the lineup.</source>
        <translation>排品表要用场景“{subject}”，OBS 里没有这个名称（第 {rows} 行）。请在 OBS 或排品表里改名。</translation>
    </message>
    <message>
        <source>All scenes of the lineup are in OBS.</source>
        <translation>排品表用到的场景 OBS 里都有。</translation>
    </message>
    <message>
        <source>Policy scene “{subject}” shows “{source}”: policy talk must stand apart from selling (Advertising Law, art. 9). Hide it in that scene.</source>
        <translation>政策场景“{subject}”显示了“{source}”：政策宣讲必须与卖货分开（广告法第9条）。请在该场景里隐藏它。</translation>
    </message>
    <message>
        <source>Scene “{subject}” shows the whole screen (“{source}”): script, prices and buyers&apos; data of this PC could go on air. Remove it, or capture one window.</source>
        <translation>场景“{subject}”会播出整个屏幕（“{source}”）：本机的话术、价格和买家信息都可能被播出。请移除，或只采集一个窗口。</translation>
    </message>
    <message>
        <source>Scene “{subject}” shows a window (“{source}”). See that nothing private can appear in it.</source>
        <translation>场景“{subject}”会播出一个窗口（“{source}”）。请确认里面不会出现内部信息。</translation>
    </message>
    <message>
        <source>Scene “{subject}” holds a hidden capture of the screen (“{source}”). One click would put it on air.</source>
        <translation>场景“{subject}”里有一个隐藏的屏幕采集（“{source}”）。点一下就会播出。</translation>
    </message>
    <message>
        <source>“{subject}” shows a local web page, {file}. See that nothing private is in it.</source>
        <translation>“{subject}”显示本机网页 {file}。请确认里面没有内部信息。</translation>
    </message>
    <message>
        <source>OBS shows another scene collection, “{new}”; “{subject}” was accepted. Nothing was compared.</source>
        <translation>OBS 用的是另一个场景集合“{new}”；之前认可的是“{subject}”，没有比较。</translation>
    </message>
    <message>
        <source>Scene “{subject}” is new.</source>
        <translation>新增场景“{subject}”。</translation>
    </message>
    <message>
        <source>Scene “{subject}” is gone.</source>
        <translation>场景“{subject}”不见了。</translation>
    </message>
    <message>
        <source>Scene “{subject}” is now called “{new}”.</source>
        <translation>场景“{subject}”改名为“{new}”。</translation>
    </message>
    <message>
        <source>The order of the scenes changed.</source>
        <translation>场景的顺序变了。</translation>
    </message>
    <message>
        <source>Source “{subject}” is new.</source>
        <translation>新增来源“{subject}”。</translation>
    </message>
    <message>
        <source>Source “{subject}” is gone.</source>
        <translation>来源“{subject}”不见了。</translation>
    </message>
    <message>
        <source>Source “{subject}” is now called “{new}”.</source>
        <translation>来源“{subject}”改名为“{new}”。</translation>
    </message>
    <message>
        <source>Source “{subject}” is of another kind: {new}.</source>
        <translation>来源“{subject}”换了类型：{new}。</translation>
    </message>
    <message>
        <source>“{subject}” is muted now.</source>
        <translation>“{subject}”现在是静音。</translation>
    </message>
    <message>
        <source>“{subject}” is not muted any more.</source>
        <translation>“{subject}”已不再静音。</translation>
    </message>
    <message>
        <source>“{scene}” now holds “{subject}”.</source>
        <translation>“{scene}”里多了“{subject}”。</translation>
    </message>
    <message>
        <source>“{scene}” does not hold “{subject}” any more.</source>
        <translation>“{scene}”里没有“{subject}”了。</translation>
    </message>
    <message>
        <source>“{subject}” is hidden now in “{scene}”.</source>
        <translation>“{subject}”在“{scene}”里被隐藏。</translation>
    </message>
    <message>
        <source>“{subject}” is visible now in “{scene}”.</source>
        <translation>“{subject}”在“{scene}”里被显示。</translation>
    </message>
    <message>
        <source>The layers of “{scene}” changed their order.</source>
        <translation>“{scene}”的图层顺序变了。</translation>
    </message>
    <message>
        <source>“{subject}” has a new filter, “{new}”.</source>
        <translation>“{subject}”多了滤镜“{new}”。</translation>
    </message>
    <message>
        <source>“{subject}” lost its filter “{new}”.</source>
        <translation>“{subject}”少了滤镜“{new}”。</translation>
    </message>
    <message>
        <source>The filter “{new}” on “{subject}” is on now.</source>
        <translation>“{subject}”的滤镜“{new}”被打开。</translation>
    </message>
    <message>
        <source>The filter “{new}” on “{subject}” is off now.</source>
        <translation>“{subject}”的滤镜“{new}”被关闭。</translation>
    </message>
    <message>
        <source>The filter “{new}” on “{subject}” is of another kind.</source>
        <translation>“{subject}”的滤镜“{new}”换了类型。</translation>
    </message>
    <message>
        <source>registered name</source>
        <translation>经营者名称</translation>
    </message>
    <message>
        <source>address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>contact</source>
        <translation>联系方式</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Breaks lineup rows {rows}.</source>
        <translation>影响排品行 {rows}。</translation>
    </message>
    <message>
        <source>It is one of the desk&apos;s own texts.</source>
        <translation>它是主播台要用的文字。</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>请留意</translation>
    </message>
    <message>
        <source>Mend it</source>
        <translation>请先解决</translation>
    </message>
    <message>
        <source>OBS is busy loading. Try again in a moment.</source>
        <translation>OBS 正在加载。请稍后再试。</translation>
    </message>
</context>
<context>
    <name>PreflightControl</name>
    <message>
        <source>The report is in {path}</source>
        <translation>报告已保存到 {path}</translation>
    </message>
    <message>
        <source>Not exported: {reason} Choose another folder.</source>
        <translation>没有导出：{reason} 请换一个文件夹。</translation>
    </message>
</context>
<context>
    <name>PreflightPanel</name>
    <message>
        <source>Preflight</source>
        <translation>开播检查</translation>
    </message>
    <message>
        <source>Run preflight</source>
        <translation>开始检查</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Show what is good</source>
        <translation>显示正常项</translation>
    </message>
    <message>
        <source>Accept OBS as it is</source>
        <translation>认可 OBS 现状</translation>
    </message>
    <message>
        <source>Looking at OBS and listening to the microphone. Speak a sentence…</source>
        <translation>正在查看 OBS 并收听话筒。请说一句话…</translation>
    </message>
    <message>
        <source>{red} to mend, {amber} to look at, {good} good</source>
        <translation>{red} 项须解决，{amber} 项请留意，{good} 项正常</translation>
    </message>
    <message>
        <source>Nothing new was found out: {reason}</source>
        <translation>没有新的检查结果：{reason}</translation>
    </message>
    <message>
        <source>OBS as it was at this preflight is accepted; later changes will show here.</source>
        <translation>已认可本次检查时的 OBS；以后的改动会显示在这里。</translation>
    </message>
    <message>
        <source>Export the preflight</source>
        <translation>导出开播检查</translation>
    </message>
    <message>
        <source>Not run yet</source>
        <translation>还没有检查</translation>
    </message>
    <message>
        <source>It looks at picture, sound, scenes, seller and disk in a few seconds. Nothing changes.</source>
        <translation>几秒内查看画面、声音、场景、经营者信息和磁盘，不做任何改动。</translation>
    </message>
    <message>
        <source>Changed in OBS since the accepted state</source>
        <translation>认可之后 OBS 里的改动</translation>
    </message>
    <message>
        <source>Accept OBS as it is to be told later what somebody changed in it.</source>
        <translation>认可 OBS 现状后，以后有人改动会在这里提示。</translation>
    </message>
    <message>
        <source>Nothing changed in OBS since the accepted state.</source>
        <translation>认可之后 OBS 没有改动。</translation>
    </message>
    <message>
        <source>Checked just now.</source>
        <translation>刚刚检查过。</translation>
    </message>
    <message>
        <source>Checked {minutes} min ago. OBS may have changed since.</source>
        <translation>{minutes} 分钟前检查过，之后 OBS 可能有改动。</translation>
    </message>
</context>
<context>
    <name>Prepare</name>
    <message>
        <source>OBS</source>
        <translation>OBS</translation>
    </message>
    <message>
        <source>OBS {version} answers. {count} scenes.</source>
        <translation>OBS {version} 已应答，共 {count} 个场景。</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>基地</translation>
    </message>
    <message>
        <source>This PC has not joined a base. Sales are saved here and stay here.</source>
        <translation>本机还没有加入基地。成交记录存在本机，不会上传。</translation>
    </message>
    <message>
        <source>{reason} {count} entries wait here, safely, and go up by themselves.</source>
        <translation>{reason}有 {count} 条记录安全地等在本机，会自动上传。</translation>
    </message>
    <message>
        <source>{reason} Everything is saved here.</source>
        <translation>{reason}全部记录都已存在本机。</translation>
    </message>
    <message>
        <source>Connected. {count} entries are on their way.</source>
        <translation>已连接，{count} 条记录正在上传。</translation>
    </message>
    <message>
        <source>Connected. Everything is at the base.</source>
        <translation>已连接，记录都已到基地。</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Nothing to present yet. Import the shop&apos;s spreadsheets.</source>
        <translation>还没有可讲的商品。请导入店铺的表格。</translation>
    </message>
    <message>
        <source>{products} products, {skus} variants, {scripts} scripts, {points} policy points.</source>
        <translation>{products} 款商品，{skus} 个规格，{scripts} 份话术，{points} 条政策要点。</translation>
    </message>
    <message>
        <source>Seller</source>
        <translation>经营者</translation>
    </message>
    <message>
        <source>registered name</source>
        <translation>经营者名称</translation>
    </message>
    <message>
        <source>address</source>
        <translation>实际经营地址</translation>
    </message>
    <message>
        <source>contact</source>
        <translation>联系方式</translation>
    </message>
    <message>
        <source>Name, address and contact are known and can be shown.</source>
        <translation>名称、地址和联系方式齐全，可以公示。</translation>
    </message>
    <message>
        <source>Missing: {fields}. The page must show who sells (Order 117, art. 26). Fill the shop sheet in.</source>
        <translation>缺少：{fields}。直播页面须公示实际经营者（总局令第117号第二十六条）。请补全店铺表。</translation>
    </message>
    <message>
        <source>Policy points</source>
        <translation>政策要点</translation>
    </message>
    <message>
        <source>Not in force today: {ids}. They are greyed out.</source>
        <translation>今日不在有效期：{ids}，已置灰。</translation>
    </message>
    <message>
        <source>Not checked by anyone yet: {ids}. Have them checked before use.</source>
        <translation>尚未核验：{ids}。使用前请先核验。</translation>
    </message>
    <message>
        <source>Wording</source>
        <translation>话术用词</translation>
    </message>
    <message>
        <source>The wording could not be checked. Read the scripts yourself, and call the technician.</source>
        <translation>用词没有检查成。请自己通读话术，并联系技术员。</translation>
    </message>
    <message>
        <source>No forbidden word and no unproved claim was found.</source>
        <translation>没有发现禁用词，也没有缺证明的说法。</translation>
    </message>
    <message>
        <source>{numbers}: {places}. Change the wording or register the proof.</source>
        <translation>{numbers}：{places}。请改说法，或登记证明。</translation>
    </message>
    <message>
        <source>{count} forbidden</source>
        <translation>{count} 处禁用</translation>
    </message>
    <message>
        <source>{count} unproved</source>
        <translation>{count} 处缺证明</translation>
    </message>
    <message>
        <source>{count} doubtful</source>
        <translation>{count} 处要斟酌</translation>
    </message>
    <message>
        <source>All {count} are checked and in force.</source>
        <translation>{count} 条均已核验且有效。</translation>
    </message>
</context>
<context>
    <name>PreparePage</name>
    <message>
        <source>Opening the session…</source>
        <translation>正在开启场次…</translation>
    </message>
    <message>
        <source>Choose files to import</source>
        <translation>选择要导入的文件</translation>
    </message>
    <message>
        <source>Go live</source>
        <translation>开播</translation>
    </message>
    <message>
        <source>Rehearse</source>
        <translation>彩排</translation>
    </message>
    <message>
        <source>Connect to OBS now</source>
        <translation>立即连接 OBS</translation>
    </message>
    <message>
        <source>Run preflight</source>
        <translation>开始检查</translation>
    </message>
    <message>
        <source>Export the preflight</source>
        <translation>导出开播检查</translation>
    </message>
    <message>
        <source>Accept OBS as it is</source>
        <translation>认可 OBS 现状</translation>
    </message>
    <message>
        <source>Close the session</source>
        <translation>结束场次</translation>
    </message>
    <message>
        <source>The files could not be read, so nothing was changed: {reason}</source>
        <translation>文件读取失败，什么都没有改动：{reason}</translation>
    </message>
</context>
<context>
    <name>PresentingService</name>
    <message>
        <source>No item has link number %1. Nothing was changed.</source>
        <translation>没有 %1 号链接。未作任何更改。</translation>
    </message>
    <message>
        <source>Nothing was on before. Nothing was changed.</source>
        <translation>之前没有讲解过别的。未作任何更改。</translation>
    </message>
    <message>
        <source>The lineup ends here. Nothing was changed.</source>
        <translation>排品表到头了。未作任何更改。</translation>
    </message>
    <message>
        <source>No session is open, so nothing was put on. Open one first.</source>
        <translation>没有进行中的场次，所以没有上款。请先开始一场。</translation>
    </message>
    <message>
        <source>The lineup has no such row. Nothing was changed.</source>
        <translation>排品表中没有这一行。未作任何更改。</translation>
    </message>
    <message>
        <source>Script and ledger changed, but OBS lacks: %1. Make it in OBS, then present the item again.</source>
        <translation>话术和账本已切换，但 OBS 缺少：%1。请在 OBS 中建好后重新上这款。</translation>
    </message>
    <message>
        <source>Script and ledger changed, but OBS is not connected: viewers still see the old scene and texts. Change them in OBS by hand.</source>
        <translation>话术和账本已切换，但 OBS 未连接：观众看到的仍是旧场景和旧文字。请在 OBS 中手动更改。</translation>
    </message>
    <message>
        <source>Script and ledger changed, but OBS did not confirm: look at the OBS picture, viewers may still see the old scene and texts.</source>
        <translation>话术和账本已切换，但 OBS 没有确认：请看 OBS 画面，观众看到的可能仍是旧场景和旧文字。</translation>
    </message>
    <message>
        <source>Script and ledger changed, but OBS refused: %1. Viewers still see the old scene and texts.</source>
        <translation>话术和账本已切换，但 OBS 拒绝了：%1。观众看到的仍是旧场景和旧文字。</translation>
    </message>
</context>
<context>
    <name>ProductCardView</name>
    <message>
        <source>Do not say: {words}</source>
        <translation>禁说：{words}</translation>
    </message>
    <message>
        <source>price on the day</source>
        <translation>当日定价</translation>
    </message>
    <message>
        <source>Variant {variant}, selected</source>
        <translation>规格 {variant}，已选中</translation>
    </message>
    <message>
        <source>Variant {variant}</source>
        <translation>规格 {variant}</translation>
    </message>
    <message>
        <source>{count} {unit} left</source>
        <translation>还剩 {count} {unit}</translation>
    </message>
    <message>
        <source>at most {count} each</source>
        <translation>每人限购 {count}</translation>
    </message>
    <message>
        <source>gift: {gift}</source>
        <translation>赠品：{gift}</translation>
    </message>
    <message>
        <source>No price yet: say none.</source>
        <translation>尚无价格：请勿报价。</translation>
    </message>
    <message>
        <source>No basis given: do not say the old price.</source>
        <translation>没有比较依据：请勿提划线价。</translation>
    </message>
</context>
<context>
    <name>Prompter</name>
    <message>
        <source>Do not say:</source>
        <translation>禁说：</translation>
    </message>
    <message>
        <source>Not in force yet. Do not say it.</source>
        <translation>尚未生效，不要讲。</translation>
    </message>
    <message>
        <source>No longer in force. Do not say it.</source>
        <translation>已失效，不要讲。</translation>
    </message>
    <message>
        <source>Replaced by a newer rule. Do not say it.</source>
        <translation>已被新规定替代，不要讲。</translation>
    </message>
    <message>
        <source>This segment has no script. Speak freely.</source>
        <translation>本环节没有话术，请自由发挥。</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>准备好了</translation>
    </message>
    <message>
        <source>The text appears here when the first item comes on.</source>
        <translation>第一款上场后，内容显示在这里。</translation>
    </message>
    <message>
        <source>No session is open</source>
        <translation>没有开启的场次</translation>
    </message>
    <message>
        <source>Open one in Prepare: the text appears here.</source>
        <translation>请在“备播”中开启，内容会显示在这里。</translation>
    </message>
    <message>
        <source>Prompter: next page</source>
        <translation>提词：下一页</translation>
    </message>
    <message>
        <source>Prompter: page before</source>
        <translation>提词：上一页</translation>
    </message>
    <message>
        <source>Prompter: start or hold the scroll</source>
        <translation>提词：开始或暂停滚动</translation>
    </message>
    <message>
        <source>Prompter: hold the scroll, or leave the full screen</source>
        <translation>提词：暂停滚动，或退出全屏</translation>
    </message>
    <message>
        <source>Prompter: faster</source>
        <translation>提词：加快</translation>
    </message>
    <message>
        <source>Prompter: slower</source>
        <translation>提词：减慢</translation>
    </message>
    <message>
        <source>Prompter: larger text</source>
        <translation>提词：放大文字</translation>
    </message>
    <message>
        <source>Prompter: smaller text</source>
        <translation>提词：缩小文字</translation>
    </message>
    <message>
        <source>Prompter: reading guide on or off</source>
        <translation>提词：阅读标记开或关</translation>
    </message>
    <message>
        <source>Prompter: mirror the text</source>
        <translation>提词：水平镜像</translation>
    </message>
    <message>
        <source>Prompter: cue card</source>
        <translation>提词：手卡</translation>
    </message>
    <message>
        <source>Prompter: script page by page</source>
        <translation>提词：逐页话术</translation>
    </message>
    <message>
        <source>Prompter: scrolling script</source>
        <translation>提词：滚动话术</translation>
    </message>
    <message>
        <source>Prompter: show the new wording now</source>
        <translation>提词：现在显示新话术</translation>
    </message>
    <message>
        <source>Prompter: full screen or window</source>
        <translation>提词：全屏或窗口</translation>
    </message>
</context>
<context>
    <name>PrompterControls</name>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>减慢</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>加快</translation>
    </message>
    <message>
        <source>Start or hold the scroll</source>
        <translation>开始或暂停滚动</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Mark the line to be read</source>
        <translation>标出正在读的一行</translation>
    </message>
    <message>
        <source>Mirror the text</source>
        <translation>文字水平镜像</translation>
    </message>
    <message>
        <source>Show new wording</source>
        <translation>显示新话术</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>{size} mm</source>
        <translation>{size} 毫米</translation>
    </message>
    <message>
        <source>{speed} chars/min</source>
        <translation>{speed} 字/分</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>手卡</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>翻页</translation>
    </message>
    <message>
        <source>Scroll</source>
        <translation>滚动</translation>
    </message>
</context>
<context>
    <name>PrompterWindow</name>
    <message>
        <source>Anchor Desk prompter</source>
        <translation>主播台提词窗</translation>
    </message>
    <message>
        <source>Too small to read at {distance} m. Use {size} mm or more.</source>
        <translation>{distance} 米外看不清，请用 {size} 毫米以上。</translation>
    </message>
    <message>
        <source>Next: {title}</source>
        <translation>下一个：{title}</translation>
    </message>
    <message>
        <source>New wording waits for the next item.</source>
        <translation>话术有更新，下一款时生效。</translation>
    </message>
</context>
<context>
    <name>ReadyPanel</name>
    <message>
        <source>Ready?</source>
        <translation>准备好了吗</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>Connect to OBS now</source>
        <translation>立即连接 OBS</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接设置</translation>
    </message>
    <message>
        <source>OBS connection</source>
        <translation>OBS 连接设置</translation>
    </message>
    <message>
        <source>Ask the base now</source>
        <translation>立即询问基地</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Join a base</source>
        <translation>加入基地</translation>
    </message>
</context>
<context>
    <name>Record</name>
    <message>
        <source>approved, findings open</source>
        <translation>审核通过，未决项</translation>
    </message>
    <message>
        <source>live in spite of the preflight</source>
        <translation>开播前检查未过仍开播</translation>
    </message>
    <message>
        <source>policy point said</source>
        <translation>政策已讲</translation>
    </message>
    <message>
        <source>policy point left out</source>
        <translation>政策未讲</translation>
    </message>
    <message>
        <source>slip corrected</source>
        <translation>口误纠正</translation>
    </message>
    <message>
        <source>note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>note to the anchor</source>
        <translation>给主播的便条</translation>
    </message>
    <message>
        <source>note seen</source>
        <translation>便条已读</translation>
    </message>
</context>
<context>
    <name>RecordsService</name>
    <message>
        <source>This policy point is marked as said already.</source>
        <translation>这条政策已标记为讲过。</translation>
    </message>
    <message>
        <source>There is no such note to acknowledge.</source>
        <translation>没有这样一条便条可以确认。</translation>
    </message>
    <message>
        <source>No session is open, so nothing was written.</source>
        <translation>没有场次在进行，什么都没有记。</translation>
    </message>
    <message>
        <source>Nothing was written: it is too long, or a name is missing.</source>
        <translation>没有记下：内容太长，或缺少姓名。</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Read the sessions again</source>
        <translation>重新读取场次</translation>
    </message>
    <message>
        <source>Writing {name}…</source>
        <translation>正在写入 {name}…</translation>
    </message>
    <message>
        <source>Show the backups</source>
        <translation>查看备份</translation>
    </message>
    <message>
        <source>The ledger could not be read just now: {reason} Nothing is lost. Press Ctrl+R to try again.</source>
        <translation>账本暂时读不出来：{reason} 没有任何丢失。按 Ctrl+R 再试。</translation>
    </message>
    <message>
        <source>Export the session</source>
        <translation>导出本场</translation>
    </message>
    <message>
        <source>Exported to {path}</source>
        <translation>已导出到 {path}</translation>
    </message>
    <message>
        <source>Not exported: {reason} Choose another folder and try again.</source>
        <translation>没有导出：{reason} 请换一个文件夹再试。</translation>
    </message>
</context>
<context>
    <name>SafetyLine</name>
    <message>
        <source>{count} NOT SAVED</source>
        <translation>未保存 {count}</translation>
    </message>
    <message>
        <source>{count} not taken by the base</source>
        <translation>基地没收下 {count}</translation>
    </message>
    <message>
        <source>{count} saving</source>
        <translation>正在保存 {count}</translation>
    </message>
    <message>
        <source>{count} at base</source>
        <translation>基地 {count}</translation>
    </message>
    <message>
        <source>{count} on PC</source>
        <translation>本机 {count}</translation>
    </message>
    <message>
        <source>{words} for {age}</source>
        <translation>{words}（{age}）</translation>
    </message>
</context>
<context>
    <name>SalePanel</name>
    <message>
        <source>Sell ↵</source>
        <translation>记一笔 ↵</translation>
    </message>
    <message>
        <source>No sale yet.</source>
        <translation>还没有成交。</translation>
    </message>
    <message>
        <source>Undo last</source>
        <translation>撤回最近</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回选中</translation>
    </message>
    <message>
        <source>Set number</source>
        <translation>改数量</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>price on the day</source>
        <translation>当日定价</translation>
    </message>
    <message>
        <source>Selling: {spec}  {price}</source>
        <translation>在售：{spec}  {price}</translation>
    </message>
    <message>
        <source>Policy talk: nothing is sold now.</source>
        <translation>政策宣讲中：此时不卖货。</translation>
    </message>
    <message>
        <source>No variant is selected.</source>
        <translation>未选规格。</translation>
    </message>
    <message>
        <source>Sell {units} of the selected variant</source>
        <translation>选中规格记 {units} 件</translation>
    </message>
    <message>
        <source>Sell the number typed</source>
        <translation>按输入的件数记一笔</translation>
    </message>
    <message>
        <source>Sales of this session</source>
        <translation>本场成交流水</translation>
    </message>
    <message>
        <source>Take back the newest sale</source>
        <translation>撤回最近一笔</translation>
    </message>
    <message>
        <source>Take back the selected sale</source>
        <translation>撤回选中的一笔</translation>
    </message>
    <message>
        <source>Make the selected sale&apos;s number the one typed</source>
        <translation>把选中的一笔改成输入的数</translation>
    </message>
    <message>
        <source>Refund of the selected sale the number typed</source>
        <translation>选中的一笔按输入的数退款</translation>
    </message>
    <message>
        <source>{units} sold</source>
        <translation>成交 {units} 件</translation>
    </message>
    <message>
        <source>{amount} in {sales} sales</source>
        <translation>{amount} · {sales} 笔</translation>
    </message>
    <message>
        <source>{words}, {units} without a price</source>
        <translation>{words}，另有 {units} 件无价</translation>
    </message>
    <message>
        <source>type a number</source>
        <translation>输入件数</translation>
    </message>
</context>
<context>
    <name>SalesService</name>
    <message>
        <source>No session is open, so nothing was logged. Open one first.</source>
        <translation>没有进行中的场次，所以没有记录。请先开始一场。</translation>
    </message>
    <message>
        <source>Nothing was logged: choose a variant and a number from 1 to 9999.</source>
        <translation>没有记录：请选择规格，并输入 1 到 9999 的件数。</translation>
    </message>
    <message>
        <source>Nothing was logged: this shop has no variant with the code {code}.</source>
        <translation>没有记录：本店没有编号为 {code} 的规格。</translation>
    </message>
    <message>
        <source>There is no such sale to take back.</source>
        <translation>没有这笔可撤回的成交。</translation>
    </message>
    <message>
        <source>There is no such sale to refund.</source>
        <translation>没有这样一笔可以退款。</translation>
    </message>
    <message>
        <source>Nothing was refunded: of this sale, {left} can be given back.</source>
        <translation>没有退款：这一笔还能退 {left}。</translation>
    </message>
    <message>
        <source>There is no sale to take back.</source>
        <translation>没有可撤回的成交。</translation>
    </message>
    <message>
        <source>There is no such sale to correct.</source>
        <translation>没有可更正的这笔成交。</translation>
    </message>
    <message>
        <source>Nothing was corrected: the sale has that number already.</source>
        <translation>没有更正：这笔成交已是这个件数。</translation>
    </message>
</context>
<context>
    <name>SceneBar</name>
    <message>
        <source>Take</source>
        <translation>切播</translation>
    </message>
    <message>
        <source>Scenes</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>No scenes: OBS is not connected.</source>
        <translation>没有场景：OBS 未连接。</translation>
    </message>
    <message>
        <source>Put the preview on air  (Ctrl+T)</source>
        <translation>把预览切到直播  (Ctrl+T)</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Waiting for OBS to put the preview on air</source>
        <translation>等待 OBS 把预览切到直播</translation>
    </message>
    <message>
        <source>Put the preview on air</source>
        <translation>把预览切到直播</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>找不到</translation>
    </message>
    <message>
        <source>{scene}: OBS does not have it any more</source>
        <translation>{scene}：OBS 里已经没有</translation>
    </message>
    <message>
        <source>{scene}: waiting for OBS</source>
        <translation>{scene}：等待 OBS</translation>
    </message>
    <message>
        <source>on air</source>
        <translation>直播</translation>
    </message>
    <message>
        <source>{scene}: on now</source>
        <translation>{scene}：正在播出</translation>
    </message>
    <message>
        <source>preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>{scene}: in the preview</source>
        <translation>{scene}：在预览中</translation>
    </message>
    <message>
        <source>{scene}: OBS did not switch</source>
        <translation>{scene}：OBS 没有切换</translation>
    </message>
</context>
<context>
    <name>SessionList</name>
    <message>
        <source>Sessions</source>
        <translation>场次</translation>
    </message>
    <message>
        <source>Shop and anchor</source>
        <translation>店铺与主播</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>成交</translation>
    </message>
    <message>
        <source>Backups…</source>
        <translation>备份……</translation>
    </message>
    <message>
        <source>Show the backups</source>
        <translation>查看备份</translation>
    </message>
    <message>
        <source>No session yet. Open one in Prepare: it appears here, saved on this PC.</source>
        <translation>还没有场次。在“备播”中开启后会出现在这里，并存在本机。</translation>
    </message>
    <message>
        <source> · rehearsal</source>
        <translation> · 彩排</translation>
    </message>
    <message>
        <source>{count} units</source>
        <translation>{count} 件</translation>
    </message>
</context>
<context>
    <name>SessionPanel</name>
    <message>
        <source>Start a session</source>
        <translation>开启场次</translation>
    </message>
    <message>
        <source>A session is open</source>
        <translation>场次进行中</translation>
    </message>
    <message>
        <source>Rehearsal, does not count</source>
        <translation>彩排，不计数</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>直播</translation>
    </message>
    <message>
        <source>{units} units sold so far</source>
        <translation>已成交 {units} 件</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>店铺</translation>
    </message>
    <message>
        <source>No shop yet</source>
        <translation>还没有店铺</translation>
    </message>
    <message>
        <source>Anchor</source>
        <translation>主播</translation>
    </message>
    <message>
        <source>Who presents</source>
        <translation>由谁讲</translation>
    </message>
    <message>
        <source>Lineup</source>
        <translation>排品</translation>
    </message>
    <message>
        <source>Go live</source>
        <translation>开播</translation>
    </message>
    <message>
        <source>Rehearse</source>
        <translation>彩排</translation>
    </message>
    <message>
        <source>Back to Live</source>
        <translation>回到直播</translation>
    </message>
    <message>
        <source>Hold to close the session</source>
        <translation>按住以结束场次</translation>
    </message>
    <message>
        <source>{lineup} · {rows} rows, {minutes} min</source>
        <translation>{lineup} · {rows} 个环节，{minutes} 分钟</translation>
    </message>
    <message>
        <source>All products, one after another</source>
        <translation>全部商品，依次讲解</translation>
    </message>
    <message>
        <source>Import a shop first: drop its spreadsheets on this page. To try everything with sample shops, close the program and start it as: anchor-desk demo</source>
        <translation>请先导入店铺：把表格拖到本页。想先用示例店铺试一遍，请关闭程序后运行：anchor-desk demo</translation>
    </message>
    <message>
        <source>Type the anchor&apos;s name to start.</source>
        <translation>请填写主播姓名，然后开始。</translation>
    </message>
</context>
<context>
    <name>SessionService</name>
    <message>
        <source>A session is already open. Close it first.</source>
        <translation>已有进行中的场次。请先结束它。</translation>
    </message>
    <message>
        <source>No session is open.</source>
        <translation>没有进行中的场次。</translation>
    </message>
    <message>
        <source>Some entries are still being saved. The session closes by itself when they are.</source>
        <translation>还有记录正在保存，保存完后场次会自动结束。</translation>
    </message>
    <message>
        <source>The ledger could not be read, so an interrupted session may not be shown. Nothing was changed. Start the program again; if it stays so, run: anchor-desk verify</source>
        <translation>账本无法读取，中断的场次可能没有显示。未作任何更改。请重新启动程序；若仍如此，请运行：anchor-desk verify</translation>
    </message>
    <message>
        <source>The ledger could not be read, so the session is still open. Nothing is lost. Try to close it again.</source>
        <translation>账本无法读取，场次仍未结束。没有丢失任何内容。请再次尝试结束。</translation>
    </message>
</context>
<context>
    <name>ShopModel</name>
    <message>
        <source>No template: choose one below</source>
        <translation>没有模板：请在下方选择</translation>
    </message>
</context>
<context>
    <name>ShopPanel</name>
    <message>
        <source>Shops</source>
        <translation>店铺</translation>
    </message>
    <message>
        <source>No shops yet</source>
        <translation>还没有店铺</translation>
    </message>
    <message>
        <source>Choose a template&apos;s file</source>
        <translation>选择模板文件</translation>
    </message>
    <message>
        <source>Templates (*.toml);;All (*)</source>
        <translation>模板 (*.toml);;全部 (*)</translation>
    </message>
    <message>
        <source>Search by name or number</source>
        <translation>按名称或编号查找</translation>
    </message>
    <message>
        <source>Search for a shop by name or number</source>
        <translation>按名称或编号查找店铺</translation>
    </message>
    <message>
        <source>Shops that get their scenes</source>
        <translation>要创建场景的店铺</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Tick all shops shown</source>
        <translation>勾选列出的全部店铺</translation>
    </message>
    <message>
        <source>None</source>
        <translation>全不选</translation>
    </message>
    <message>
        <source>Take the tick from all shops shown</source>
        <translation>取消勾选列出的全部店铺</translation>
    </message>
    <message>
        <source>{ticked} of {count}</source>
        <translation>{ticked}/{count}</translation>
    </message>
    <message>
        <source>{ticked} of {count} shops are ticked</source>
        <translation>共 {count} 家店铺，已勾选 {ticked} 家</translation>
    </message>
    <message>
        <source>Template (mark a shop)</source>
        <translation>模板（请先选中店铺）</translation>
    </message>
    <message>
        <source>Template of {shop}</source>
        <translation>{shop} 的模板</translation>
    </message>
    <message>
        <source>Template of {count} shops</source>
        <translation>{count} 家店铺的模板</translation>
    </message>
    <message>
        <source>Different ones</source>
        <translation>各不相同</translation>
    </message>
    <message>
        <source>By the shop&apos;s category</source>
        <translation>按店铺类目</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
</context>
<context>
    <name>ShortcutsSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the shortcuts sheet</source>
        <translation>关闭快捷键表</translation>
    </message>
</context>
<context>
    <name>SoundButton</name>
    <message>
        <source>YOU TALK, BUT ARE MUTED</source>
        <translation>在说话，但已静音！</translation>
    </message>
    <message>
        <source>MIC MUTED</source>
        <translation>麦克风静音</translation>
    </message>
    <message>
        <source>Microphone is muted; press to open it</source>
        <translation>麦克风已静音，按下打开</translation>
    </message>
    <message>
        <source>Silent for {seconds} s</source>
        <translation>已 {seconds} 秒没有声音</translation>
    </message>
    <message>
        <source>Viewers hear nothing; the microphone is on; press to mute</source>
        <translation>观众听不到声音；麦克风开着；按下静音</translation>
    </message>
    <message>
        <source>Mic on</source>
        <translation>麦克风开</translation>
    </message>
    <message>
        <source>Microphone is on; press to mute</source>
        <translation>麦克风开着，按下静音</translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>Nothing is on air.</source>
        <translation>没有正在播出的场景。</translation>
    </message>
    <message>
        <source>“{scene}” is not one of this session&apos;s scenes.</source>
        <translation>“{scene}”不是本场的场景。</translation>
    </message>
    <message>
        <source>“{scene}” is empty.</source>
        <translation>“{scene}”是空的。</translation>
    </message>
    <message>
        <source>{source} is shown; press to hide it</source>
        <translation>{source} 已显示，按下隐藏</translation>
    </message>
    <message>
        <source>{source} is hidden; press to show it</source>
        <translation>{source} 已隐藏，按下显示</translation>
    </message>
</context>
<context>
    <name>Standing</name>
    <message>
        <source>! another PC is not done</source>
        <translation>! 另一台电脑还没传完</translation>
    </message>
    <message>
        <source>● open</source>
        <translation>● 直播中</translation>
    </message>
    <message>
        <source>… closed, on its way to the base</source>
        <translation>… 已下播，正在上传基地</translation>
    </message>
    <message>
        <source>↑ at the base, not verified yet</source>
        <translation>↑ 已到基地，尚未核对</translation>
    </message>
    <message>
        <source>✓ verified at the base</source>
        <translation>✓ 基地已核对</translation>
    </message>
    <message>
        <source>! {count} entries are missing at the base</source>
        <translation>! 基地缺 {count} 条记录</translation>
    </message>
    <message>
        <source>! the base counts differently</source>
        <translation>! 基地统计不一致</translation>
    </message>
    <message>
        <source> · ⚑ {count}</source>
        <translation> · ⚑ 待查 {count}</translation>
    </message>
    <message>
        <source>missing there: numbers {numbers}; all are safe on this PC</source>
        <translation>基地缺少编号 {numbers}；本机全部安全保存</translation>
    </message>
    <message>
        <source>{pc} has not sent numbers {numbers}; start the desk there</source>
        <translation>{pc} 还没传第 {numbers} 号；请在那台电脑上打开主播台</translation>
    </message>
    <message>
        <source>the base counts {sales} sales, {units} units; call the base</source>
        <translation>基地统计为 {sales} 笔、{units} 件；请联系基地</translation>
    </message>
    <message>
        <source>{count} PCs logged in this session</source>
        <translation>本场有 {count} 台电脑记录</translation>
    </message>
    <message>
        <source>{count} sales came after the close</source>
        <translation>{count} 笔在下播后到达</translation>
    </message>
    <message>
        <source>{count} possible doubles by two PCs; nothing was removed</source>
        <translation>{count} 笔可能是两台电脑重复记录；未删除任何记录</translation>
    </message>
</context>
<context>
    <name>StoreTexts</name>
    <message>
        <source>The database file is damaged. What the tape marks as saved is also in the journal. Close the desk and start it again as soon as you can: it rebuilds the ledger.</source>
        <translation>数据库文件已损坏。小票带上标为已保存的记录在日志中也有一份。请尽快关闭并重新启动主播台，账本会自动重建。</translation>
    </message>
    <message>
        <source>No backup of the database could be made. Sales are saved all the same. Check the free space. ({detail})</source>
        <translation>无法备份数据库。销售记录照常保存。请检查磁盘剩余空间。（{detail}）</translation>
    </message>
    <message>
        <source>The database file was missing and was rebuilt from the journal: {events} events. Import shops or scripts that are missing.</source>
        <translation>数据库文件丢失，已从日志重建：共 {events} 条记录。若店铺或话术有缺，请重新导入。</translation>
    </message>
    <message>
        <source>The database was damaged and rebuilt from the journal: {events} events. Import shops or scripts that are missing. (Kept: {name})</source>
        <translation>数据库损坏，已从日志重建：共 {events} 条记录。若店铺或话术有缺，请重新导入。（原文件：{name}）</translation>
    </message>
    <message>
        <source>The backup is in place: {events} entries, {newer} of them came back from the journal. The database of before is kept beside it.</source>
        <translation>备份已恢复：共 {events} 条记录，其中 {newer} 条从日志补回。原来的数据库保留在旁边。</translation>
    </message>
    <message>
        <source>The check found something. Ask the technician to run: anchor-desk verify</source>
        <translation>检查发现问题。请技术员运行：anchor-desk verify</translation>
    </message>
    <message>
        <source>This file is no database of the desk.</source>
        <translation>这个文件不是主播台的数据库。</translation>
    </message>
    <message>
        <source>This backup belongs to another PC or profile.</source>
        <translation>这个备份属于别的电脑或配置。</translation>
    </message>
    <message>
        <source>This backup is damaged. Choose another one.</source>
        <translation>这个备份已损坏，请另选一个。</translation>
    </message>
    <message>
        <source>This backup cannot be read. Choose another one.</source>
        <translation>这个备份无法读取，请另选一个。</translation>
    </message>
</context>
<context>
    <name>StreamChips</name>
    <message>
        <source>Stream</source>
        <translation>直播</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>OBS does not answer, so the desk cannot know whether the stream is on.</source>
        <translation>OBS 没有应答，无法得知是否在推流。</translation>
    </message>
    <message>
        <source>STREAM UNKNOWN</source>
        <translation>推流状态不明</translation>
    </message>
    <message>
        <source>ON AIR {time}</source>
        <translation>直播中 {time}</translation>
    </message>
    <message>
        <source>RECONNECTING {time}</source>
        <translation>推流重连 {time}</translation>
    </message>
    <message>
        <source>STARTING</source>
        <translation>正在开播</translation>
    </message>
    <message>
        <source>STOPPING</source>
        <translation>正在下播</translation>
    </message>
    <message>
        <source>STREAM FAILED</source>
        <translation>推流失败</translation>
    </message>
    <message>
        <source>OFF AIR</source>
        <translation>未开播</translation>
    </message>
    <message>
        <source>REC paused {time}</source>
        <translation>录制暂停 {time}</translation>
    </message>
    <message>
        <source>REC {time}</source>
        <translation>录制 {time}</translation>
    </message>
    <message>
        <source>OBS hangs</source>
        <translation>OBS 卡住</translation>
    </message>
    <message>
        <source>OBS is gone</source>
        <translation>OBS 不见了</translation>
    </message>
    <message>
        <source>OBS connecting</source>
        <translation>OBS 连接中</translation>
    </message>
    <message>
        <source>Network jam: {words}</source>
        <translation>网络拥堵：{words}</translation>
    </message>
    <message>
        <source>OBS is slow to answer</source>
        <translation>OBS 应答缓慢</translation>
    </message>
    <message>
        <source>In the last minute {sent} % of the frames were dropped on the way out, {rendered} % rendered too late. OBS makes {fps} frames a second.</source>
        <translation>最近一分钟：{sent} % 的帧在发送时丢失，{rendered} % 的帧渲染超时。OBS 每秒 {fps} 帧。</translation>
    </message>
    <message>
        <source>{fps} fps, {dropped} % dropped</source>
        <translation>{fps} 帧/秒，丢帧 {dropped} %</translation>
    </message>
    <message>
        <source>{kbps} k, {dropped} %</source>
        <translation>{kbps} k，丢 {dropped} %</translation>
    </message>
    <message>
        <source>{kbps} kbit/s, {dropped} % dropped</source>
        <translation>{kbps} kbit/s，丢帧 {dropped} %</translation>
    </message>
    <message>
        <source>Room left where OBS records to.</source>
        <translation>OBS 录制磁盘的剩余空间。</translation>
    </message>
    <message>
        <source>{left} GB left</source>
        <translation>剩 {left} GB</translation>
    </message>
    <message>
        <source>Disk: {left} GB left</source>
        <translation>磁盘只剩 {left} GB</translation>
    </message>
    <message>
        <source>Recording stops when the disk is full. Make room, or stop the recording.</source>
        <translation>磁盘写满后录制会停止。请腾出空间，或停止录制。</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>Session</source>
        <translation>场次</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>基地</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation>重连</translation>
    </message>
    <message>
        <source>Try to reach OBS now</source>
        <translation>立即重连 OBS</translation>
    </message>
    <message>
        <source>A rehearsal: nothing counts in sales.</source>
        <translation>彩排：不计入销售。</translation>
    </message>
    <message>
        <source>REHEARSAL</source>
        <translation>彩排</translation>
    </message>
    <message>
        <source>What viewers see</source>
        <translation>观众看到的画面</translation>
    </message>
    <message>
        <source>No base, {count} kept here</source>
        <translation>未入基地，本机存 {count} 条</translation>
    </message>
    <message>
        <source>No base</source>
        <translation>未入基地</translation>
    </message>
    <message>
        <source>This PC has not joined a base. Everything is saved here.</source>
        <translation>本机未加入基地。全部记录都保存在本机。</translation>
    </message>
    <message>
        <source>Clock {minutes} min wrong</source>
        <translation>时钟差 {minutes} 分</translation>
    </message>
    <message>
        <source>{count} waiting</source>
        <translation>待传 {count} 条</translation>
    </message>
    <message>
        <source>{waiting} for {age}</source>
        <translation>{waiting} {age}</translation>
    </message>
    <message>
        <source>Base not trusted, {waiting}</source>
        <translation>基地证书不可信，{waiting}</translation>
    </message>
    <message>
        <source>Base offline, {waiting}</source>
        <translation>基地离线，{waiting}</translation>
    </message>
    <message>
        <source>Base: {count} not taken</source>
        <translation>基地：{count} 条未接收</translation>
    </message>
    <message>
        <source>Join the base again, {waiting}</source>
        <translation>请重新加入基地，{waiting}</translation>
    </message>
    <message>
        <source>Update for the base, {waiting}</source>
        <translation>请更新程序，{waiting}</translation>
    </message>
    <message>
        <source>Base refused, {waiting}</source>
        <translation>基地拒收，{waiting}</translation>
    </message>
    <message>
        <source>Base: {waiting}</source>
        <translation>基地：{waiting}</translation>
    </message>
    <message>
        <source>All at the base</source>
        <translation>全部已到基地</translation>
    </message>
    <message>
        <source>Every sale is saved on this PC.</source>
        <translation>每一笔都已保存在本机。</translation>
    </message>
</context>
<context>
    <name>Studio</name>
    <message>
        <source>The template cannot be used, so nothing was changed: {reason}</source>
        <translation>模板无法使用，因此没有改动任何内容：{reason}</translation>
    </message>
    <message>
        <source>The connection to OBS broke, and nothing was changed. Look at OBS, then look again.</source>
        <translation>与 OBS 的连接中断，没有改动任何内容。请查看 OBS，然后重新检查。</translation>
    </message>
    <message>
        <source>Stopped as you asked. What was done stays; apply again to do the rest.</source>
        <translation>已按要求停止。已完成的部分保留；再次应用即可完成其余部分。</translation>
    </message>
    <message>
        <source>OBS could not note down which scenes are the desk&apos;s. Is its disk full? What was done stays; free some room, then apply again.</source>
        <translation>OBS 无法记录哪些场景属于主播台，磁盘是否已满？已完成的部分保留；请腾出空间后再次应用。</translation>
    </message>
    <message>
        <source>OBS stopped answering. What was done stays. Look at OBS, then apply again to do the rest.</source>
        <translation>OBS 停止应答。已完成的部分保留。请查看 OBS，然后再次应用以完成其余部分。</translation>
    </message>
    <message>
        <source>The connection to OBS broke. What was done stays. Look at OBS, then apply again to do the rest.</source>
        <translation>与 OBS 的连接中断。已完成的部分保留。请查看 OBS，然后再次应用以完成其余部分。</translation>
    </message>
    <message>
        <source>No shop is chosen. Tick the shops on the left.</source>
        <translation>尚未选择店铺。请在左侧勾选店铺。</translation>
    </message>
    <message>
        <source>There is no template for the category of {shops}. Choose one below the list of shops.</source>
        <translation>{shops} 的类目没有对应模板。请在店铺列表下方选择一个模板。</translation>
    </message>
    <message>
        <source>This failed through a fault in the program; the log has the details. Look again to see how OBS is.</source>
        <translation>程序故障导致失败，详情见日志。请重新检查以了解 OBS 的现状。</translation>
    </message>
    <message>
        <source>OBS is on air and viewers would see its scenes change, so nothing was changed. Apply after the broadcast, or tick “Change scenes although we are on air”.</source>
        <translation>OBS 正在直播，观众会看到场景变动，因此没有改动任何内容。请在下播后应用，或勾选“直播中也改动场景”。</translation>
    </message>
    <message>
        <source>OBS is loading or changing its scene collection. Nothing was changed; try again in a moment.</source>
        <translation>OBS 正在加载或切换场景集合。没有改动任何内容；请稍后再试。</translation>
    </message>
    <message>
        <source>A newer version of Anchor Desk made the scenes in this OBS. Nothing was changed; update this PC first.</source>
        <translation>此 OBS 中的场景由更新版本的主播台创建。没有改动任何内容；请先更新本机程序。</translation>
    </message>
    <message>
        <source>OBS does not answer, so nothing was changed. Start OBS and switch on its WebSocket server (Tools, WebSocket Server Settings), then look again.</source>
        <translation>OBS 没有应答，因此没有改动任何内容。请启动 OBS 并开启其 WebSocket 服务器（工具 → WebSocket 服务器设置），然后重新检查。</translation>
    </message>
    <message>
        <source>The OBS computer cannot be reached, so nothing was changed. Check its address in Prepare.</source>
        <translation>无法连接 OBS 所在的电脑，因此没有改动任何内容。请在“备播”中检查地址。</translation>
    </message>
    <message>
        <source>OBS asks for a password, so nothing was changed. Enter it in Prepare, then look again.</source>
        <translation>OBS 需要密码，因此没有改动任何内容。请在“备播”中输入密码，然后重新检查。</translation>
    </message>
    <message>
        <source>OBS refused the password, so nothing was changed. Enter it again in Prepare, then look again.</source>
        <translation>OBS 拒绝了密码，因此没有改动任何内容。请在“备播”中重新输入，然后重新检查。</translation>
    </message>
    <message>
        <source>What answers at that address is not OBS. Nothing was changed; check the port in Prepare.</source>
        <translation>该地址上应答的不是 OBS。没有改动任何内容；请在“备播”中检查端口。</translation>
    </message>
    <message>
        <source>This OBS is too old for templates. Nothing was changed; install OBS 28 or newer.</source>
        <translation>此 OBS 版本过旧，不支持模板。没有改动任何内容；请安装 OBS 28 或更新版本。</translation>
    </message>
    <message>
        <source>OBS closed the connection on request. Nothing was changed; look again when it may be used.</source>
        <translation>OBS 应要求关闭了连接。没有改动任何内容；可以使用时请重新检查。</translation>
    </message>
    <message>
        <source>OBS is there but does not answer. Nothing was changed; look at OBS, then look again.</source>
        <translation>OBS 已运行但没有应答。没有改动任何内容；请查看 OBS，然后重新检查。</translation>
    </message>
</context>
<context>
    <name>StudioPage</name>
    <message>
        <source>Begin or end technician mode</source>
        <translation>进入或退出技术员模式</translation>
    </message>
    <message>
        <source>Look what differs in OBS</source>
        <translation>检查 OBS 中的差异</translation>
    </message>
    <message>
        <source>Show what will be done in OBS, and ask</source>
        <translation>先显示将在 OBS 中做什么，再询问</translation>
    </message>
    <message>
        <source>Do what the list shows</source>
        <translation>执行列表中的内容</translation>
    </message>
    <message>
        <source>Change nothing now</source>
        <translation>现在不做改动</translation>
    </message>
    <message>
        <source>Stop after what OBS is doing now</source>
        <translation>OBS 完成当前操作后停止</translation>
    </message>
    <message>
        <source>Search for a shop</source>
        <translation>查找店铺</translation>
    </message>
    <message>
        <source>Tick all shops shown</source>
        <translation>勾选列出的全部店铺</translation>
    </message>
    <message>
        <source>Take the tick from all shops shown</source>
        <translation>取消勾选列出的全部店铺</translation>
    </message>
    <message>
        <source>Choose a template&apos;s file for the marked shops</source>
        <translation>为选中的店铺选择模板文件</translation>
    </message>
    <message>
        <source>Take over what has the same name</source>
        <translation>接管同名的场景和来源</translation>
    </message>
    <message>
        <source>Change scenes although we are on air</source>
        <translation>直播中也改动场景</translation>
    </message>
    <message>
        <source>Do the {count} things listed above in OBS at {where}? Nothing is removed, and nothing that is not the desk&apos;s is changed.</source>
        <translation>要在 OBS（{where}）中执行上面列出的 {count} 项吗？不会删除任何内容，也不会改动不属于主播台的内容。</translation>
    </message>
    <message>
        <source>Changing OBS: {done} of {total}</source>
        <translation>正在改动 OBS：{done} / {total}</translation>
    </message>
    <message>
        <source>OBS at {where}</source>
        <translation>OBS：{where}</translation>
    </message>
    <message>
        <source>This page is locked. Enter the technician&apos;s PIN to make scenes.</source>
        <translation>本页已锁定。请输入技术员 PIN 码后再创建场景。</translation>
    </message>
</context>
<context>
    <name>StudioPlan</name>
    <message>
        <source>Not looked at yet</source>
        <translation>尚未检查</translation>
    </message>
    <message>
        <source>Tick the shops on the left, then press Look. Looking changes nothing in OBS.</source>
        <translation>请在左侧勾选店铺，然后按“检查”。检查不会改动 OBS。</translation>
    </message>
    <message>
        <source>There is no shop to make scenes for</source>
        <translation>没有可创建场景的店铺</translation>
    </message>
    <message>
        <source>Import shops in Prepare, or join the base; they appear here.</source>
        <translation>请在“备播”中导入店铺，或加入基地，之后会显示在这里。</translation>
    </message>
    <message>
        <source>OBS is as the templates say</source>
        <translation>OBS 与模板一致</translation>
    </message>
    <message>
        <source>OBS differs from the templates</source>
        <translation>OBS 与模板不一致</translation>
    </message>
    <message>
        <source>Something stands in the way; only you can move it in OBS</source>
        <translation>有内容占用了位置，需要您在 OBS 中处理</translation>
    </message>
    <message>
        <source>{count} done</source>
        <translation>已完成 {count} 项</translation>
    </message>
    <message>
        <source>{count} not finished</source>
        <translation>未完成 {count} 项</translation>
    </message>
    <message>
        <source>{count} failed</source>
        <translation>失败 {count} 项</translation>
    </message>
    <message>
        <source>OBS is not yet as the templates say; what remains is below</source>
        <translation>OBS 尚未与模板一致，剩余内容见下方</translation>
    </message>
    <message>
        <source>OBS was as the templates say; nothing was changed</source>
        <translation>OBS 原本就与模板一致，没有改动</translation>
    </message>
    <message>
        <source>Verified: OBS is as the templates say</source>
        <translation>已核实：OBS 与模板一致</translation>
    </message>
    <message>
        <source>Looking at OBS…</source>
        <translation>正在检查 OBS…</translation>
    </message>
    <message>
        <source>Changing OBS…</source>
        <translation>正在改动 OBS…</translation>
    </message>
    <message>
        <source>Stopping as soon as OBS has answered…</source>
        <translation>OBS 应答后即停止…</translation>
    </message>
    <message>
        <source>{count} to do</source>
        <translation>待办 {count} 项</translation>
    </message>
    <message>
        <source>{count} in the way</source>
        <translation>占位 {count} 项</translation>
    </message>
    <message>
        <source>{count} that this OBS cannot make</source>
        <translation>此 OBS 无法创建 {count} 项</translation>
    </message>
    <message>
        <source>{count} to check yourself</source>
        <translation>需自行查看 {count} 项</translation>
    </message>
    <message>
        <source>{count} left alone because not ours</source>
        <translation>非主播台所有、未动 {count} 项</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺少</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>改名</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接管</translation>
    </message>
    <message>
        <source>In the way</source>
        <translation>占位</translation>
    </message>
    <message>
        <source>Not ours</source>
        <translation>非本台</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Not here</source>
        <translation>不支持</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Not finished</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Inputs of all scenes</source>
        <translation>各场景共用的来源</translation>
    </message>
    <message>
        <source>“{name}” is there already and is not the desk&apos;s. Tick “Take over what has the same name”, or rename it in OBS.</source>
        <translation>“{name}”已存在且不属于主播台。请勾选“接管同名的场景和来源”，或在 OBS 中改名。</translation>
    </message>
    <message>
        <source>“{name}” is there already and is something else. Rename it in OBS.</source>
        <translation>“{name}”已存在，但类型不同。请在 OBS 中改名。</translation>
    </message>
    <message>
        <source>“{name}” should be called “{wanted}”, but something else has that name. Rename that first.</source>
        <translation>“{name}”应改名为“{wanted}”，但该名称已被占用。请先给占用者改名。</translation>
    </message>
    <message>
        <source>“{name}” is not of the kind {wanted}. Remove it in OBS, then apply again to get a new one.</source>
        <translation>“{name}”的类型不是 {wanted}。请在 OBS 中删除它，然后再次应用以重新创建。</translation>
    </message>
    <message>
        <source>“{name}” lies in a group. It stays there, and its place is not checked.</source>
        <translation>“{name}”位于分组中，保持原样，不检查其位置。</translation>
    </message>
    <message>
        <source>“{name}” is not from the template and stays as it is.</source>
        <translation>“{name}”不是模板中的内容，保持原样。</translation>
    </message>
    <message>
        <source>This OBS cannot make “{name}”: it lacks that kind of input. A plain colour stands in for it.</source>
        <translation>此 OBS 无法创建“{name}”：缺少这种来源类型。以纯色代替。</translation>
    </message>
    <message>
        <source>This OBS cannot make “{name}”: it lacks that kind of input. It is left out.</source>
        <translation>此 OBS 无法创建“{name}”：缺少这种来源类型。已略过。</translation>
    </message>
    <message>
        <source>Make the scene.</source>
        <translation>创建场景。</translation>
    </message>
    <message>
        <source>Make “{name}” ({kind}).</source>
        <translation>创建“{name}”（{kind}）。</translation>
    </message>
    <message>
        <source>Give “{source}” its filter “{name}”.</source>
        <translation>为“{source}”添加滤镜“{name}”。</translation>
    </message>
    <message>
        <source>Put “{name}” into the scene.</source>
        <translation>把“{name}”加入场景。</translation>
    </message>
    <message>
        <source>Rename “{name}” back to “{wanted}”.</source>
        <translation>把“{name}”改回“{wanted}”。</translation>
    </message>
    <message>
        <source>Take over the scene “{name}” as the desk&apos;s own.</source>
        <translation>接管场景“{name}”。</translation>
    </message>
    <message>
        <source>Take over the input “{name}” as the desk&apos;s own.</source>
        <translation>接管来源“{name}”。</translation>
    </message>
    <message>
        <source>Set “{name}” as the template says ({keys}).</source>
        <translation>按模板设置“{name}”（{keys}）。</translation>
    </message>
    <message>
        <source>Move “{name}” to its place.</source>
        <translation>把“{name}”移回原位。</translation>
    </message>
    <message>
        <source>It is not known whether OBS did it.</source>
        <translation>不知道 OBS 是否已执行。</translation>
    </message>
    <message>
        <source>Not begun.</source>
        <translation>尚未开始。</translation>
    </message>
    <message>
        <source>It could not be put into the scene.</source>
        <translation>没能放进场景。</translation>
    </message>
    <message>
        <source>OBS is loading.</source>
        <translation>OBS 正在加载。</translation>
    </message>
    <message>
        <source>OBS has nothing of that name any more.</source>
        <translation>OBS 里已没有这个名称。</translation>
    </message>
    <message>
        <source>OBS has something of that name already.</source>
        <translation>OBS 里已有同名的内容。</translation>
    </message>
    <message>
        <source>OBS says that it has no sound.</source>
        <translation>OBS 表示它没有声音。</translation>
    </message>
    <message>
        <source>This OBS lacks that kind of input.</source>
        <translation>这个 OBS 没有这种来源。</translation>
    </message>
    <message>
        <source>This OBS lacks that kind of filter.</source>
        <translation>这个 OBS 没有这种滤镜。</translation>
    </message>
    <message>
        <source>OBS refused it (code {code}).</source>
        <translation>OBS 拒绝了（代码 {code}）。</translation>
    </message>
    <message>
        <source>Show “{name}”.</source>
        <translation>显示“{name}”。</translation>
    </message>
    <message>
        <source>Hide “{name}”.</source>
        <translation>隐藏“{name}”。</translation>
    </message>
    <message>
        <source>Lock “{name}”.</source>
        <translation>锁定“{name}”。</translation>
    </message>
    <message>
        <source>Unlock “{name}”.</source>
        <translation>解锁“{name}”。</translation>
    </message>
    <message>
        <source>Put “{name}” at its place in the order.</source>
        <translation>把“{name}”放回原来的层次。</translation>
    </message>
    <message>
        <source>Mute “{name}”.</source>
        <translation>将“{name}”静音。</translation>
    </message>
    <message>
        <source>Unmute “{name}”.</source>
        <translation>取消“{name}”静音。</translation>
    </message>
    <message>
        <source>Set the volume of “{name}” to {volume} dB.</source>
        <translation>将“{name}”音量设为 {volume} dB。</translation>
    </message>
    <message>
        <source>Put “{name}” on its audio tracks.</source>
        <translation>恢复“{name}”的音轨。</translation>
    </message>
    <message>
        <source>Switch the filter “{name}” of “{source}” on.</source>
        <translation>打开“{source}”的滤镜“{name}”。</translation>
    </message>
    <message>
        <source>Switch the filter “{name}” of “{source}” off.</source>
        <translation>关闭“{source}”的滤镜“{name}”。</translation>
    </message>
    <message>
        <source>Put the filter “{name}” of “{source}” at its place.</source>
        <translation>把“{source}”的滤镜“{name}”放回原位。</translation>
    </message>
    <message>
        <source>Set the filter “{name}” of “{source}” ({keys}).</source>
        <translation>设置“{source}”的滤镜“{name}”（{keys}）。</translation>
    </message>
</context>
<context>
    <name>Switching</name>
    <message>
        <source>Studio mode is on</source>
        <translation>工作室模式：开</translation>
    </message>
    <message>
        <source>Studio mode is on; press to leave it</source>
        <translation>工作室模式已开，按下退出</translation>
    </message>
    <message>
        <source>Studio mode is off</source>
        <translation>工作室模式：关</translation>
    </message>
    <message>
        <source>Studio mode is off; press to switch it on</source>
        <translation>工作室模式已关，按下打开</translation>
    </message>
    <message>
        <source>Transition</source>
        <translation>转场</translation>
    </message>
    <message>
        <source>Duration of the transition</source>
        <translation>转场时长</translation>
    </message>
    <message>
        <source>Waiting for OBS: {what}</source>
        <translation>等待 OBS：{what}</translation>
    </message>
    <message>
        <source>OBS did not change the transition.</source>
        <translation>OBS 没有改变转场。</translation>
    </message>
    <message>
        <source>This transition has no duration of its own.</source>
        <translation>这种转场没有时长设置。</translation>
    </message>
</context>
<context>
    <name>TapeDelegate</name>
    <message>
        <source>taken back, {mark}</source>
        <translation>已撤回，{mark}</translation>
    </message>
    <message>
        <source>no price</source>
        <translation>无价</translation>
    </message>
</context>
<context>
    <name>TapeModel</name>
    <message>
        <source>{time}, {title} {spec}, {units} units, {amount}, {mark}</source>
        <translation>{time}，{title} {spec}，{units} 件，{amount}，{mark}</translation>
    </message>
    <message>
        <source>no price</source>
        <translation>无价</translation>
    </message>
    <message>
        <source>{sale}, {changed}</source>
        <translation>{sale}，{changed}</translation>
    </message>
    <message>
        <source>{sale}, taken back</source>
        <translation>{sale}，已撤回</translation>
    </message>
</context>
<context>
    <name>WaiverForm</name>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Why it may go on air like this</source>
        <translation>为什么可以这样开播</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>决定人</translation>
    </message>
    <message>
        <source>Name of who decides it</source>
        <translation>谁来决定，写姓名</translation>
    </message>
    <message>
        <source>Go live with this reason</source>
        <translation>以此理由开播</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>先不开播</translation>
    </message>
    <message>
        <source>The preflight found {count} things to mend. To go live all the same, say why and who decides it: both are kept in the session&apos;s record. A rehearsal needs neither.</source>
        <translation>开播检查有 {count} 项须解决。仍要开播，请写明理由和决定人：两者都会记入本场记录。彩排不需要。</translation>
    </message>
</context>
</TS>
